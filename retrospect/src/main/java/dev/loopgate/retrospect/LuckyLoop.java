package dev.loopgate.retrospect;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Runs the same loop again and again with noise of the same size: each attempt is measured once and
 * kept when it is better than the best so far, whose value was chosen for its luck as well. The
 * outstanding keeps help as much as they seem to, attempts that broke something are left out, and
 * everything else changes nothing; so the luck is rather too large than too small.
 */
final class LuckyLoop {
  private static final int TRIES = 1_000;
  private static final int FEWEST_TRIES = 40;
  private static final int MEASUREMENTS = 20_000_000;
  private static final int LUCK_NEEDED = 100;

  private final double[] gains;
  private final double sd;
  private final RandomGenerator random;

  /**
   * A loop of so many measurements.
   *
   * @param gains what each measurement after the baseline truly gains on the best before it
   */
  LuckyLoop(double[] gains, double sd, RandomGenerator random) {
    this.gains = gains;
    this.sd = sd;
    this.random = random;
  }

  private record Try(int luckyKeeps, double excess) {}

  Luck luck() {
    int tries = Math.clamp(MEASUREMENTS / gains.length, FEWEST_TRIES, TRIES);
    double[] excess = new double[tries];
    long keeps = 0;
    for (int i = 0; i < tries; i++) {
      Try once = once();
      excess[i] = once.excess();
      keeps += once.luckyKeeps();
    }
    Arrays.sort(excess);
    return new Luck(
        (double) keeps / tries,
        keepsOfNothing(),
        Arrays.stream(excess).average().orElse(0) * sd,
        excess[tries / 40] * sd,
        excess[tries - 1 - tries / 40] * sd);
  }

  /** The i-th of equal measurements is the best so far in one case of i. */
  private double keepsOfNothing() {
    double keeps = 0;
    for (int i = 2; i <= gains.length + 1; i++) {
      keeps += 1.0 / i;
    }
    return keeps;
  }

  /** In units of the noise. */
  private Try once() {
    double level = 0;
    double first = random.nextGaussian();
    double best = first;
    int lucky = 0;
    for (double gain : gains) {
      level -= gain / sd;
      double measured = gain > 0 ? keptMeasurement(level, best) : level + random.nextGaussian();
      if (measured < best) {
        best = measured;
        lucky += gain > 0 ? 0 : 1;
      }
    }
    return new Try(lucky, first - best + level);
  }

  /** A real gain that was unlucky would not be among the keeps: it had the luck that it needed. */
  private double keptMeasurement(double level, double best) {
    double measured = level + random.nextGaussian();
    for (int i = 0; measured >= best && i < LUCK_NEEDED; i++) {
      measured = level + random.nextGaussian();
    }
    return measured;
  }
}
