package dev.loopgate.cli.machine;

import java.time.Duration;

/** How long to wait before a part is started again: longer each time, short again after a calm. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(10);
  static final Duration CALM = Duration.ofSeconds(30);

  private int failures;
  private boolean waiting;
  private long dueAt;
  private long startedAt;
  private boolean wasStarted;

  /** The part died: returns how long to wait before the next try. */
  synchronized Duration died(long nanoTime) {
    waiting = true;
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 10));
    failures++;
    Duration chosen = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    dueAt = nanoTime + chosen.toNanos();
    return chosen;
  }

  synchronized void started(long nanoTime) {
    waiting = false;
    wasStarted = true;
    startedAt = nanoTime;
  }

  /** The part was seen alive. */
  synchronized void alive(long nanoTime) {
    if (failures > 0 && (!wasStarted || nanoTime - startedAt > CALM.toNanos())) {
      failures = 0;
    }
  }

  /** Whether this death has not been counted yet. */
  synchronized boolean isFirstSight() {
    return !waiting;
  }

  synchronized boolean isDue(long nanoTime) {
    return waiting && nanoTime - dueAt >= 0;
  }

  synchronized int failures() {
    return failures;
  }
}
