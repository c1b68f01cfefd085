package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of a program's error rate one registration may use: e-LOND over adopted ideas with the
 * weights of Javanmard and Montanari (2018), equation 31. All results are exact decimals.
 */
public final class ErrorBudget {
  private static final int GAMMA_DECIMALS = 12;
  private static final int THRESHOLD_DECIMALS = 6;

  private ErrorBudget() {}

  /**
   * γ_t, rounded down to 12 decimals so that the weights can never add up to more than one.
   *
   * @param t counts a program's registrations from 1
   */
  public static BigDecimal gamma(int t) {
    if (t < 1) {
      throw new IllegalArgumentException("registrations count from 1, not " + t);
    }
    double weight =
        0.07720838
            * StrictMath.log(Math.max(t, 2))
            / (t * StrictMath.exp(StrictMath.sqrt(StrictMath.log(t))));
    return new BigDecimal(weight).setScale(GAMMA_DECIMALS, RoundingMode.DOWN);
  }

  /**
   * α_t = α · γ_t · (A + 1), exact.
   *
   * @param adopted A: ideas ever adopted in the program before this registration
   */
  public static BigDecimal alpha(BigDecimal errorRate, BigDecimal gamma, int adopted) {
    return errorRate.multiply(gamma).multiply(BigDecimal.valueOf(adopted + 1L));
  }

  /** 1/α_t rounded up to 6 decimals, for people; the test itself is K · α_t ≥ 1. */
  public static BigDecimal threshold(BigDecimal alpha) {
    return BigDecimal.ONE.divide(alpha, THRESHOLD_DECIMALS, RoundingMode.UP);
  }
}
