package dev.loopgate.retrospect;

/**
 * How many standard errors a keep must gain to stand out, so that in 95 % of all logs in which
 * nothing helped none does. A keep is a record, so it looks good by selection, and the more
 * attempts the better; the noise may be estimated from the same log. No table of the normal
 * distribution knows that: these were counted on simulated logs ({@code bench retrospect}).
 */
final class Bar {
  private static final int[] ATTEMPTS = {5, 10, 20, 30, 100, 300, 1_000};
  private static final double[] KNOWN_NOISE = {4.50, 3.75, 3.35, 3.15, 2.85, 2.80, 2.80};
  private static final double[] OWN_NOISE = {4.50, 3.75, 3.35, 3.15, 2.85, 2.80, 2.80};

  private Bar() {}

  /** The smallest standing of a keep that stands out among so many attempts. */
  static double of(int attempts, Noise noise) {
    double[] bars = noise.source() == Noise.Source.NEIGHBOURS ? OWN_NOISE : KNOWN_NOISE;
    if (attempts <= ATTEMPTS[0]) {
      return bars[0];
    }
    for (int i = 1; i < ATTEMPTS.length; i++) {
      if (attempts <= ATTEMPTS[i]) {
        double share =
            Math.log((double) attempts / ATTEMPTS[i - 1])
                / Math.log((double) ATTEMPTS[i] / ATTEMPTS[i - 1]);
        return bars[i - 1] + share * (bars[i] - bars[i - 1]);
      }
    }
    return bars[bars.length - 1];
  }
}
