package dev.loopgate.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this machine on disk: {@code run/<name>.pid} and, so that a later process of the
 * same number is never mistaken for it, {@code run/<name>.start}.
 */
final class Remembered {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Path pid;
  private final Path start;

  Remembered(MachineFiles files, String name) {
    this.pid = files.run(name + ".pid");
    this.start = files.run(name + ".start");
  }

  void write(Pid process) throws IOException {
    Files.writeString(start, process.started().map(Instant::toString).orElse("") + "\n");
    Files.writeString(pid, process.number() + "\n");
  }

  void forget() throws IOException {
    Files.deleteIfExists(pid);
    Files.deleteIfExists(start);
  }

  /** The process that a launcher left behind when it was killed; empty when it is gone. */
  Optional<Pid> leftOver() throws IOException {
    Optional<Instant> since = since();
    return since.isEmpty()
        ? Optional.empty()
        : Pid.read(pid).filter(process -> process.isAliveSince(since.get()));
  }

  /** Ends the process that was left behind; true when there was one. */
  boolean endLeftOver(String signal) throws IOException, InterruptedException {
    Optional<Pid> process = leftOver();
    if (process.isPresent()) {
      process.get().signal(signal);
      if (!process.get().awaitEnd(PATIENCE)) {
        process.get().signal("KILL");
        process.get().awaitEnd(PATIENCE);
      }
    }
    forget();
    return process.isPresent();
  }

  private Optional<Instant> since() throws IOException {
    try {
      return Files.exists(start)
          ? Optional.of(Instant.parse(Files.readString(start).strip()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
