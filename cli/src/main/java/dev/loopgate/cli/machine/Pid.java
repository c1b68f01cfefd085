package dev.loopgate.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process by its number; a dead one that nobody has buried yet counts as dead. */
record Pid(long number) {
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

  /** Reads a number from the first line of a file; empty when there is none. */
  static Optional<Pid> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String line = Files.readString(file).lines().findFirst().orElse("").strip();
    return line.matches("[1-9][0-9]{0,9}")
        ? Optional.of(new Pid(Long.parseLong(line)))
        : Optional.empty();
  }

  boolean isAlive() {
    return handle().map(ProcessHandle::isAlive).orElse(false) && !isZombie();
  }

  /** Whether this is still the process that was started then, and no later one of its number. */
  boolean isAliveSince(Instant start) {
    return isAlive()
        && started()
            .map(s -> Duration.between(s, start).abs().compareTo(CLOCK_DRIFT) <= 0)
            .orElse(false);
  }

  Optional<Instant> started() {
    return handle().flatMap(handle -> handle.info().startInstant());
  }

  /** Whether its program's file name contains a word. */
  boolean runs(String word) {
    return handle()
        .flatMap(handle -> handle.info().command())
        .map(command -> Path.of(command).getFileName().toString().contains(word))
        .orElse(false);
  }

  /** Sends a signal such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(number))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Waits until it is gone; false when the time is over before. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    Instant end = Instant.now().plus(time);
    while (isAlive()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(number);
  }

  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(number), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // no /proc on this system, or it is gone: the handle knows
    }
  }
}
