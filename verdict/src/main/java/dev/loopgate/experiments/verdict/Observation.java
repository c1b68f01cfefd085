package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Turns a difference into what is recorded and bet on: a whole number of 1/10,000 in [−1, 1].
 * Rounded down, so that rounding never adds evidence and E[K] ≤ 1 stays exact.
 */
public final class Observation {
  /** How many decimals are recorded. */
  public static final int DECIMALS = 4;

  /** y = 1. */
  public static final int BEST = 10_000;

  /** y = −1. */
  public static final int WORST = -BEST;

  private static final BigDecimal UNITS = BigDecimal.valueOf(BEST);

  private Observation() {}

  /**
   * y in units of 1/10,000.
   *
   * @param value how much better than the limit, in units of the metric: d − δ
   * @param scale s; a sign needs none
   */
  public static int of(Transform transform, BigDecimal value, BigDecimal scale) {
    return switch (transform) {
      case CLIP -> clipped(value, scale);
      case SIGN -> value.signum() * BEST;
    };
  }

  /** As it is written into the evidence, for example {@code -0.1250}. */
  public static String text(int y) {
    return BigDecimal.valueOf(y, DECIMALS).toPlainString();
  }

  /** Compares before it divides: a measurement may be as large as 1e300. */
  private static int clipped(BigDecimal value, BigDecimal scale) {
    if (value.abs().compareTo(scale) >= 0) {
      return value.signum() * BEST;
    }
    return value.multiply(UNITS).divide(scale, 0, RoundingMode.FLOOR).intValueExact();
  }
}
