package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;

/**
 * The chance of a false alarm that a process may use up: it must reach 1/level.
 *
 * @param exact what decides when it is close
 * @param near the same as a double, for all other cases
 */
public record Level(BigDecimal exact, double near) {
  public static Level of(BigDecimal level) {
    if (level.signum() <= 0) {
      throw new IllegalArgumentException("a level is more than 0, not " + level);
    }
    return new Level(level, level.doubleValue());
  }
}
