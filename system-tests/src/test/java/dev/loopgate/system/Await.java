package dev.loopgate.system;

import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for something that a running system is about to do. */
public final class Await {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private Await() {}

  /** A look at the system; services that do not answer just now count as "not yet". */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Fails with the last fault when the condition does not hold within the limit. */
  public static void until(String what, Duration limit, Condition condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Throwable last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException | UncheckedIOException | ProblemException e) {
        last = e;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    throw new AssertionError("not within " + limit + ": " + what + because(last), last);
  }

  private static String because(@Nullable Throwable last) {
    return last == null ? "" : " (last: " + last.getMessage() + ")";
  }
}
