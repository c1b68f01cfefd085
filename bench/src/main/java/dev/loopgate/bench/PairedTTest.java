package dev.loopgate.bench;

import dev.loopgate.bench.Proposer.Answer;
import java.util.random.RandomGenerator;

/** The one-sided paired t-test at 5 % on up to 400 pairs; patient, or looked at after every ten. */
final class PairedTTest implements Habit.Rule {
  private static final int MOST_PAIRS = 400;
  private static final int EVERY = 10;
  private static final double NORMAL_QUANTILE = 1.6448536269514722;

  private final int pairs;
  private final boolean peeks;

  PairedTTest(Workload workload, boolean peeks) {
    pairs = Math.min(MOST_PAIRS, workload.maxSeeds());
    this.peeks = peeks;
  }

  @Override
  public Answer judge(Law idea, Proposer proposer, RandomGenerator random) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= pairs; n++) {
      double difference = idea.next(random, n - 1) / (double) Law.MICRO;
      sum += difference;
      squares += difference * difference;
      boolean looks = n == pairs || (peeks && n % EVERY == 0);
      if (looks && statistic(sum, squares, n) > quantile(n - 1)) {
        return new Answer(true, n, statistic(sum, squares, n));
      }
    }
    return new Answer(false, pairs, statistic(sum, squares, pairs));
  }

  private static double statistic(double sum, double squares, int n) {
    double mean = sum / n;
    double variance = (squares - n * mean * mean) / (n - 1);
    return variance <= 0 ? 0 : mean / Math.sqrt(variance / n);
  }

  /** Student's 95 % point, by Abramowitz and Stegun 26.7.5: three digits from 9 degrees on. */
  static double quantile(int degrees) {
    double z = NORMAL_QUANTILE;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double first = (z3 + z) / 4;
    double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
    double third = (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / 384;
    return z + (first + (second + third / degrees) / degrees) / degrees;
  }
}
