package dev.loopgate.reviews.rules;

import org.jspecify.annotations.Nullable;

/**
 * How often reviewers find what is wrong where it is known that something is.
 *
 * @param planted how many plants have ended
 * @param undecided those on which people came to no answer; they say nothing about the rate
 * @param catchRate caught out of caught and missed; absent while there are none
 * @param low lower end of its 95 % interval after Wilson
 * @param high upper end
 */
public record CatchRate(
    int planted,
    int caught,
    int missed,
    int undecided,
    @Nullable Double catchRate,
    @Nullable Double low,
    @Nullable Double high) {
  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The rate with its score interval: the {@code p} for which {@code |x/n − p| ≤ z·√(p(1−p)/n)}.
   *
   * @see "E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
   *     Journal of the American Statistical Association 22 (1927), 209–212; recommended for small n
   *     by Brown, Cai and DasGupta, Statistical Science 16 (2001), 101–133"
   */
  public static CatchRate of(int caught, int missed, int undecided) {
    int planted = caught + missed + undecided;
    int n = caught + missed;
    if (n == 0) {
      return new CatchRate(planted, caught, missed, undecided, null, null, null);
    }
    double p = (double) caught / n;
    double shrink = 1 + Z * Z / n;
    double center = (p + Z * Z / (2.0 * n)) / shrink;
    double half = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
    return new CatchRate(
        planted,
        caught,
        missed,
        undecided,
        p,
        Math.max(0, center - half),
        Math.min(1, center + half));
  }
}
