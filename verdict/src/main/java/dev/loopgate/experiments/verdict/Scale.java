package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Turns differences of a metric into bounded observations. */
public final class Scale {
  private static final int OBSERVATION_DECIMALS = 4;
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

  /**
   * clip(value / scale, −1, 1) rounded down to 4 decimals: what is recorded and bet on. Down, so
   * that rounding never adds evidence and E[K] ≤ 1 stays exact.
   */
  public static BigDecimal observation(BigDecimal value, BigDecimal scale) {
    return value
        .divide(scale, OBSERVATION_DECIMALS, RoundingMode.FLOOR)
        .max(BigDecimal.ONE.negate())
        .min(BigDecimal.ONE)
        .setScale(OBSERVATION_DECIMALS, RoundingMode.UNNECESSARY);
  }
}
