package dev.loopgate.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a command ended and what it printed. */
public record Outcome(int exitCode, String out, String err) {
  /** Runs a command to its end. */
  public static Outcome of(ProcessBuilder command, Duration limit)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("loopgate-out", ".txt");
    Path err = Files.createTempFile("loopgate-err", ".txt");
    Process process = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
        throw new AssertionError(
            "%s did not end within %s:\n%s"
                .formatted(command.command(), limit, Files.readString(err)));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }
}
