package dev.loopgate.experiments.verdict;

/**
 * Wald's lower boundary. It weighs "no effect" against the effect that a bettor who knew it would
 * show within a third of the most seeds, and gives up when no effect is ten times as likely. An
 * idea that is that good is so given up in about one case of ten or less, and one without effect
 * after about a tenth of the most seeds.
 */
final class WaldBoundary {
  private static final double SHARE_OF_SEEDS = 1.0 / 3;
  private static final double TIMES_AS_LIKELY = 10;

  /** In standard deviations of one observation. */
  private final double target;

  private final double reserve;

  /**
   * The boundary of one experiment.
   *
   * @param alpha the level that K must reach; from 1 on there is nothing to give up
   */
  WaldBoundary(double alpha, int maxSeeds) {
    target = StrictMath.sqrt(-2 * StrictMath.log(alpha) / (maxSeeds * SHARE_OF_SEEDS));
    reserve = StrictMath.log(TIMES_AS_LIKELY) / target;
  }

  /** The largest sum, in standard deviations, at which so many observations are given up. */
  double after(int size) {
    return target * size / 2 - reserve;
  }

  boolean isCrossedBy(Spread spread) {
    return spread.sum() <= after(spread.size()) * spread.deviation();
  }
}
