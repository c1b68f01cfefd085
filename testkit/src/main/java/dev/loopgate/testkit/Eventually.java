package dev.loopgate.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a running service is about to do. The longer it takes, the longer the pauses: each
 * look takes time from what is waited for.
 */
public final class Eventually {
  /** How long a test waits when it does not say. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  /** Looking takes at most a quarter longer than it would have. */
  private static final int SHARE = 4;

  private Eventually() {}

  /** Fails after {@link #LONGEST} with what was waited for. */
  public static void holds(String what, BooleanSupplier condition) {
    value(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
  }

  /** The first value that is not null; fails after {@link #LONGEST} with what was waited for. */
  public static <T> T value(String what, Supplier<@Nullable T> look) {
    return value(what, LONGEST, look);
  }

  /** The first value that is not null; fails after the longest time with what was waited for. */
  public static <T> T value(String what, Duration longest, Supplier<@Nullable T> look) {
    long begun = System.nanoTime();
    while (true) {
      T seen = look.get();
      if (seen != null) {
        return seen;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      if (waited.compareTo(longest) > 0) {
        throw new AssertionError("not within " + longest + ": " + what);
      }
      pauseAfter(waited);
    }
  }

  private static void pauseAfter(Duration waited) {
    Duration pause = waited.dividedBy(SHARE);
    try {
      Thread.sleep(within(pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Duration within(Duration pause) {
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
