package dev.loopgate.retrospect;

import java.util.BitSet;

/**
 * The mean of the attempts of any part of a run. Attempts that are far worse than those around them
 * and than the best before them broke something and tell nothing about the level; they are left
 * out. The best alone would not do as a measure: it gets better by luck, and the level would seem
 * to follow it.
 */
final class Levels {
  /** In standard deviations. */
  private static final double FAR_WORSE = 4;

  private final double sd;
  private final double[] sums;
  private final int[] counts;
  private final BitSet broken = new BitSet();

  /**
   * Of a run.
   *
   * @param losses smaller is better
   * @param sd noise of one measurement, more than 0
   */
  Levels(double[] losses, double sd) {
    this.sd = sd;
    sums = new double[losses.length + 1];
    counts = new int[losses.length + 1];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < losses.length; i++) {
      double usual = i == 0 ? losses[0] : Math.max(best, Surroundings.median(losses, i));
      boolean tells = losses[i] <= usual + FAR_WORSE * sd;
      broken.set(i, !tells);
      sums[i + 1] = sums[i] + (tells ? losses[i] - losses[0] : 0);
      counts[i + 1] = counts[i] + (tells ? 1 : 0);
      best = Math.min(best, losses[i]);
    }
  }

  int size() {
    return sums.length - 1;
  }

  /** Whether that attempt was far worse than the best before it. */
  boolean isBroken(int place) {
    return broken.get(place);
  }

  int broken() {
    return broken.cardinality();
  }

  /** By how many standard errors what begins at the middle is better than what is before it. */
  double standing(int from, int middle, int to) {
    return gain(from, middle, to) / standardError(from, middle, to);
  }

  Shift shift(int from, int middle, int to, boolean standsOut) {
    return new Shift(gain(from, middle, to), standardError(from, middle, to), standsOut);
  }

  private double gain(int from, int middle, int to) {
    return mean(from, middle) - mean(middle, to);
  }

  private double standardError(int from, int middle, int to) {
    return sd * Math.sqrt(1.0 / count(from, middle) + 1.0 / count(middle, to));
  }

  private double mean(int from, int to) {
    return (sums[to] - sums[from]) / count(from, to);
  }

  /** At least one: the baseline and keeps are never broken. */
  private int count(int from, int to) {
    return counts[to] - counts[from];
  }
}
