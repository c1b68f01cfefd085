package dev.loopgate.retrospect;

import org.jspecify.annotations.Nullable;

/**
 * One row of a log that could be read.
 *
 * @param line where it is, from 1
 * @param id its commit or number; null when the log has none
 * @param configuration what was measured, the same for a repeat; null when the log does not say
 * @param value the metric, a finite number; 0 for a crash
 * @param description what was tried; empty when the log does not say
 */
public record Attempt(
    long line,
    @Nullable String id,
    @Nullable String configuration,
    Outcome outcome,
    double value,
    String description) {
  public Attempt {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("line %d: %s is no finite number".formatted(line, value));
    }
  }

  /** What people call it. */
  public String name() {
    return id == null ? "line " + line : id;
  }

  boolean isMeasured() {
    return outcome != Outcome.CRASH;
  }
}
