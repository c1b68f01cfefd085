package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What a difference of a metric is measured by: the noise of the metric itself. */
public final class Scale {
  private static final BigDecimal SMALLEST = new BigDecimal("0.000001");
  private static final BigDecimal NOISES = BigDecimal.valueOf(3);
  private static final MathContext TWELVE_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private Scale() {}

  /**
   * s: three times the noise between paired baseline runs; without noise the tolerated difference,
   * and never less than one millionth.
   *
   * @param noise standard deviation of paired differences, in units of the metric
   * @param tolerance δ of an objective, margin of a guard
   */
  public static BigDecimal of(double noise, BigDecimal tolerance) {
    BigDecimal scale = new BigDecimal(noise).multiply(NOISES).round(TWELVE_DIGITS);
    return scale.signum() > 0 ? scale.stripTrailingZeros() : tolerance.max(SMALLEST);
  }

  /** A scale that can be divided by. */
  static BigDecimal checked(BigDecimal scale) {
    if (scale.signum() <= 0) {
      throw new IllegalArgumentException("a scale is more than 0, not " + scale);
    }
    return scale;
  }
}
