package dev.loopgate.experiments.verdict;

/**
 * Ends experiments that will hardly succeed: Wald's lower boundary. It weighs "no effect" against
 * the effect that a bettor who knew it would show within a third of the most seeds, and gives up
 * when no effect is ten times as likely. An idea that is that good is so given up in about one case
 * of ten or less, and one without effect after about a tenth of the most seeds.
 *
 * <p>Stopping without a claim can never make a claim false, so the rule may be rough: the
 * observations count as normal, with the variance seen so far and, lest a few equal pairs look
 * certain, two imaginary ones of +1 and −1. The doubles here are the rule; IEEE 754 makes them the
 * same everywhere.
 */
final class Futility {
  private static final double SHARE_OF_SEEDS = 1.0 / 3;
  private static final double TIMES_AS_LIKELY = 10;
  private static final int IMAGINARY = 2;
  private static final double UNIT = Observation.BEST;

  /** In standard deviations of one observation. */
  private final double target;

  private final double reserve;
  private int size;
  private long sum;
  private long squares;

  /**
   * Nothing observed yet.
   *
   * @param alpha the level that K must reach; from 1 on there is nothing to give up
   */
  Futility(double alpha, int maxSeeds) {
    target = StrictMath.sqrt(-2 * StrictMath.log(alpha) / (maxSeeds * SHARE_OF_SEEDS));
    reserve = StrictMath.log(TIMES_AS_LIKELY) / target;
  }

  void observe(int y) {
    size++;
    sum += y;
    squares += (long) y * y;
  }

  boolean isReached() {
    double mean = sum / UNIT / (size + IMAGINARY);
    double meanSquare = (squares / UNIT / UNIT + IMAGINARY) / (size + IMAGINARY);
    double deviation = Math.sqrt(meanSquare - mean * mean);
    return sum / UNIT <= (target * size / 2 - reserve) * deviation;
  }
}
