package dev.loopgate.retrospect;

import java.util.BitSet;

/**
 * The mean of the attempts of any part of a run, and how sure it is.
 *
 * <p>Attempts that are far worse than those around them and than the best before them broke
 * something and tell nothing about the level; they are left out. The best alone would not do as a
 * measure: it gets better by luck, and the level would seem to follow it. Changes that hurt a
 * little scatter, too: where neighbours differ by more than the noise, their scatter counts.
 */
final class Levels {
  /** In standard deviations. */
  private static final double FAR_WORSE = 3;

  private final double sd;
  private final double[] sums;
  private final int[] counts;
  private final BitSet broken = new BitSet();

  /**
   * Of a run.
   *
   * @param losses smaller is better
   * @param noise standard deviation of one measurement, more than 0
   */
  Levels(double[] losses, double noise) {
    sums = new double[losses.length + 1];
    counts = new int[losses.length + 1];
    Scatter scatter = new Scatter();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < losses.length; i++) {
      double loss = losses[i];
      boolean isBest = loss < best;
      boolean tells = isBest || loss <= usual(losses, i, best) + FAR_WORSE * noise;
      broken.set(i, !tells);
      sums[i + 1] = sums[i] + (tells ? loss - losses[0] : 0);
      counts[i + 1] = counts[i] + (tells ? 1 : 0);
      scatter.see(loss, isBest, tells);
      best = Math.min(best, loss);
    }
    sd = Math.max(noise, scatter.sd());
  }

  private static double usual(double[] losses, int place, double best) {
    return Math.max(best, Surroundings.median(losses, place));
  }

  /** How much an attempt differs from the one before it, when nothing got better in between. */
  private static final class Scatter {
    private static final int ENOUGH = 8;

    private double squares;
    private int pairs;
    private double previous = Double.NaN;

    void see(double loss, boolean isBest, boolean tells) {
      if (isBest) {
        previous = Double.NaN;
      } else if (tells) {
        count(loss - previous);
        previous = loss;
      }
    }

    private void count(double difference) {
      if (!Double.isNaN(difference)) {
        squares += difference * difference / 2;
        pairs++;
      }
    }

    /** 0 when there is too little to see. */
    double sd() {
      return pairs < ENOUGH ? 0 : Math.sqrt(squares / pairs);
    }
  }

  int size() {
    return sums.length - 1;
  }

  /** Whether that attempt was far worse than usual. */
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

  /** At least one: the baseline and keeps always tell something. */
  private int count(int from, int to) {
    return counts[to] - counts[from];
  }
}
