package dev.loopgate.bench;

import java.util.random.RandomGenerator;

/**
 * How the paired differences of one idea fall, in millionths of the metric. Larger is better.
 *
 * @see Workload
 */
sealed interface Law {
  /** Millionths in one. */
  int MICRO = 1_000_000;

  /** Whether the idea is better in the sense of the hypothesis that is tested. */
  boolean isBetter();

  /**
   * The next difference.
   *
   * @param pair counts from 0 within an experiment
   */
  long next(RandomGenerator random, int pair);

  /** Items that are won, lost or tied, as in a comparison of answers. */
  record WinTieLoss(double win, double loss) implements Law {
    @Override
    public boolean isBetter() {
      return win > loss;
    }

    @Override
    public long next(RandomGenerator random, int pair) {
      double chance = random.nextDouble();
      if (chance < win) {
        return MICRO;
      }
      return chance < win + loss ? -MICRO : 0;
    }
  }

  /** A normal effect with noise 1. */
  record Normal(double effect) implements Law {
    @Override
    public boolean isBetter() {
      return effect > 0;
    }

    @Override
    public long next(RandomGenerator random, int pair) {
      return Math.round(MICRO * (effect + random.nextGaussian()));
    }
  }

  /**
   * Noise that trebles while the experiment runs, after the scale was frozen, on a machine that
   * gets slower from run to run: whichever arm comes second suffers, and the order is drawn.
   */
  record Drifting(double effect) implements Law {
    private static final double SLOWER = 0.5;
    private static final double PAIRS_TO_DOUBLE = 500;

    @Override
    public boolean isBetter() {
      return effect > 0;
    }

    @Override
    public long next(RandomGenerator random, int pair) {
      double order = random.nextBoolean() ? SLOWER : -SLOWER;
      double noise = Math.min(3, 1 + pair / PAIRS_TO_DOUBLE) * random.nextGaussian();
      return Math.round(MICRO * (effect + order + noise));
    }
  }

  /** Student's t with two degrees of freedom: no variance at all. */
  record HeavyTailed(double effect) implements Law {
    @Override
    public boolean isBetter() {
      return effect > 0;
    }

    @Override
    public long next(RandomGenerator random, int pair) {
      return Math.round(MICRO * (effect + draw(random)));
    }

    static double draw(RandomGenerator random) {
      double u = random.nextDouble(Double.MIN_NORMAL, 1);
      return (2 * u - 1) / Math.sqrt(2 * u * (1 - u));
    }
  }
}
