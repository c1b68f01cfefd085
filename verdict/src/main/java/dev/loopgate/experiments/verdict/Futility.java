package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Ends experiments that can no longer succeed. The best plausible future gives every remaining pair
 * the mean observation so far plus one standard error (at most 1, rounded up to 4 decimals); when
 * even that leaves K · α_t below 1 at the last seed, going on is futile. Stopping without a claim
 * can never make a claim false, so the rule may be as rough as it is.
 */
final class Futility {
  private static final int DECIMALS = 4;

  private Futility() {}

  /**
   * Whether to give up.
   *
   * @param observations at least two
   * @param remaining pairs until maxSeeds
   */
  static boolean isReached(
      EProcess process, List<BigDecimal> observations, int remaining, BigDecimal alpha) {
    return !process.projected(bestPlausible(observations), remaining).reaches(alpha);
  }

  static BigDecimal bestPlausible(List<BigDecimal> observations) {
    int n = observations.size();
    double mean = Mean.of(observations);
    double squares =
        observations.stream()
            .mapToDouble(y -> y.doubleValue() - mean)
            .map(deviation -> deviation * deviation)
            .sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    return new BigDecimal(mean + standardError)
        .setScale(DECIMALS, RoundingMode.CEILING)
        .min(BigDecimal.ONE);
  }
}
