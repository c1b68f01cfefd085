package dev.loopgate.worker.layout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loopgate.wire.json.Json;
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
public record AttemptDirectory(Path root, String marker) {
  /** Where a stage with a view of its own sees {@code stage/}. */
  public static final Path INSIDE = Path.of("/loopgate");

  static final String STAGE = "stage";
  public static final String WORKSPACE = "workspace";
  public static final String HOME = "home";
  public static final String IO = "io";
  public static final String METRICS = "metrics.jsonl";
  public static final String PARAMS = "params.jsonl";

  private static final String RECORD = "process.json";

  /**
   * The process of an attempt, so that the next worker can end what a killed one left.
   *
   * @param startedAtMillis as the system tells it; with the number it names one process
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProcessRecord(String marker, @Nullable Long pid, @Nullable Long startedAtMillis) {}

  /** The folder of all attempts of the worker that has a directory. */
  public static Path allIn(Path directory) {
    return directory.resolve("attempts");
  }

  /** A new one with an unguessable name, not yet on disk. */
  public static AttemptDirectory in(Path attempts) {
    return new AttemptDirectory(attempts.resolve(Unguessable.name()), Unguessable.name());
  }

  public void create() throws IOException {
    Files.createDirectories(workspace());
    Files.createDirectories(stage().resolve(HOME));
    Files.createDirectories(stage().resolve(IO));
    Files.createDirectories(outputs());
    write(new ProcessRecord(marker, null, null));
  }

  public String name() {
    return String.valueOf(root.getFileName());
  }

  public Path stage() {
    return root.resolve(STAGE);
  }

  public Path workspace() {
    return stage().resolve(WORKSPACE);
  }

  public Path metrics() {
    return stage().resolve(IO).resolve(METRICS);
  }

  public Path params() {
    return stage().resolve(IO).resolve(PARAMS);
  }

  /** Where a sandbox says which process is its first. */
  public Path status() {
    return root.resolve("status");
  }

  /** What the sandbox is made of, for the program that makes it. */
  public Path arguments() {
    return root.resolve("arguments");
  }

  /** None of the words may hold the character that ends each of them. */
  public void arguments(List<String> words) throws IOException {
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IOException("a word of the command or its environment has a NUL character");
    }
    Files.writeString(arguments(), String.join("\0", words) + "\0");
  }

  public Path log() {
    return root.resolve("log");
  }

  /** Copies of declared outputs, out of the stage's reach. */
  public Path outputs() {
    return root.resolve("outputs");
  }

  Path tarball() {
    return root.resolve("workspace.tar.gz");
  }

  /** Top-level entries of the workspace that the stage may not write; laid out by the worker. */
  public List<String> readOnly() throws IOException {
    return Files.exists(readOnlyList()) ? Files.readAllLines(readOnlyList()) : List.of();
  }

  void readOnly(Collection<String> entries) throws IOException {
    Files.write(readOnlyList(), entries);
  }

  private Path readOnlyList() {
    return root.resolve("read-only");
  }

  public void record(ProcessHandle process) throws IOException {
    Optional<Long> startedAt = process.info().startInstant().map(instant -> instant.toEpochMilli());
    write(new ProcessRecord(marker, process.pid(), startedAt.orElse(null)));
  }

  /** What a worker that is gone recorded; empty when it did not get that far. */
  public static Optional<ProcessRecord> recorded(Path root) {
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
