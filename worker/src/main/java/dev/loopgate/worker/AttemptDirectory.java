package dev.loopgate.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loopgate.chassis.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one attempt. {@code stage/} is all that a stage may write; the log, the record of
 * the process and the copies of its outputs lie beside it.
 *
 * @param marker the unguessable value by which the attempt's processes are recognised
 */
record AttemptDirectory(Path root, String marker) {
  /** Where a stage with a view of its own sees {@code stage/}. */
  static final Path INSIDE = Path.of("/loopgate");

  static final String STAGE = "stage";
  static final String WORKSPACE = "workspace";
  static final String HOME = "home";
  static final String IO = "io";
  static final String METRICS = "metrics.jsonl";
  static final String PARAMS = "params.jsonl";

  private static final String RECORD = "process.json";

  /**
   * The process of an attempt, so that the next worker can end what a killed one left.
   *
   * @param startedAtMillis as the system tells it; with the number it names one process
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProcessRecord(String marker, @Nullable Long pid, @Nullable Long startedAtMillis) {}

  /** The folder of all attempts of the worker that has a directory. */
  static Path allIn(Path directory) {
    return directory.resolve("attempts");
  }

  /** A new one with an unguessable name, not yet on disk. */
  static AttemptDirectory in(Path attempts) {
    return new AttemptDirectory(attempts.resolve(Unguessable.name()), Unguessable.name());
  }

  void create() throws IOException {
    Files.createDirectories(workspace());
    Files.createDirectories(stage().resolve(HOME));
    Files.createDirectories(stage().resolve(IO));
    Files.createDirectories(outputs());
    write(new ProcessRecord(marker, null, null));
  }

  String name() {
    return String.valueOf(root.getFileName());
  }

  Path stage() {
    return root.resolve(STAGE);
  }

  Path workspace() {
    return stage().resolve(WORKSPACE);
  }

  Path metrics() {
    return stage().resolve(IO).resolve(METRICS);
  }

  Path params() {
    return stage().resolve(IO).resolve(PARAMS);
  }

  /** Where a sandbox says which process is its first. */
  Path status() {
    return root.resolve("status");
  }

  Path log() {
    return root.resolve("log");
  }

  /** Copies of declared outputs, out of the stage's reach. */
  Path outputs() {
    return root.resolve("outputs");
  }

  Path tarball() {
    return root.resolve("workspace.tar.gz");
  }

  /** Top-level entries of the workspace that the stage may not write; laid out by the worker. */
  List<String> readOnly() throws IOException {
    return Files.exists(readOnlyList()) ? Files.readAllLines(readOnlyList()) : List.of();
  }

  void readOnly(Collection<String> entries) throws IOException {
    Files.write(readOnlyList(), entries);
  }

  private Path readOnlyList() {
    return root.resolve("read-only");
  }

  void record(ProcessHandle process) throws IOException {
    Optional<Long> startedAt = process.info().startInstant().map(instant -> instant.toEpochMilli());
    write(new ProcessRecord(marker, process.pid(), startedAt.orElse(null)));
  }

  /** What a worker that is gone recorded; empty when it did not get that far. */
  static Optional<ProcessRecord> recorded(Path root) {
    try {
      return Optional.ofNullable(
          Json.mapper().readValue(Files.readString(root.resolve(RECORD)), ProcessRecord.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void write(ProcessRecord entry) throws IOException {
    Path part = root.resolve(RECORD + ".part");
    Files.writeString(part, Json.write(entry));
    Files.move(part, root.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
  }
}
