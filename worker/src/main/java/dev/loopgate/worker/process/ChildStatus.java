package dev.loopgate.worker.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Hears from {@code bwrap} which process is the first one of the new namespace. */
public final class ChildStatus {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private ChildStatus() {}

  /** Empty when the sandbox ended before it was there. */
  public static OptionalLong await(Path file, Process sandbox) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    OptionalLong child = read(file);
    while (child.isEmpty() && sandbox.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(1);
      child = read(file);
    }
    return child;
  }

  /**
   * Whether the sandbox told how the stage ended, as it does unless it is killed itself. Nothing in
   * the stage can reach it.
   */
  public static boolean saysEnd(Path file) {
    try {
      return Files.readString(file).contains("\"exit-code\"");
    } catch (IOException e) {
      return false;
    }
  }

  private static OptionalLong read(Path file) {
    try {
      JsonNode child = Json.mapper().readTree(Files.readString(file)).path("child-pid");
      return child.canConvertToLong() ? OptionalLong.of(child.asLong()) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
