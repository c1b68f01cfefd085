package dev.loopgate.conformance.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the machine to its end.
 *
 * @param exitCode 127 when there is no such program
 * @param output standard output and error together
 */
record Tool(int exitCode, String output) {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  static Tool run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("tool", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      int exitCode = exitCode(builder);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Tool(exitCode, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int exitCode(ProcessBuilder builder) {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return 127;
    }
    try {
      if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(builder.command() + " did not end within " + LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /**
   * The output.
   *
   * @throws AssertionError with the output when the program failed
   */
  String outputOrFail(String what) {
    if (!succeeded()) {
      throw new AssertionError("%s failed (exit %d):%n%s".formatted(what, exitCode, output));
    }
    return output;
  }
}
