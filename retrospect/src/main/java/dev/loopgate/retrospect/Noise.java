package dev.loopgate.retrospect;

import java.util.Arrays;

/**
 * How far a measurement is from the truth by chance.
 *
 * @param sd standard deviation of one measurement, in units of the metric; 0 when it is not known
 * @param observations what it was estimated from; 0 when it was stated
 */
public record Noise(double sd, Source source, int observations) {
  /** Repeated configurations below this count say less than the neighbours. */
  private static final int ENOUGH_REPEATS = 5;

  private static final int ENOUGH_NEIGHBOURS = 8;

  /** A normal distribution has half of its values within this many standard deviations. */
  private static final double QUARTILE = 0.674489750196082;

  /** Which noise was used. */
  public enum Source {
    STATED,
    REPEATS,
    NEIGHBOURS,
    UNKNOWN
  }

  /** What somebody knows from runs that differ in their seed only. */
  public static Noise stated(double sd) {
    if (!(sd > 0) || Double.isInfinite(sd)) {
      throw new IllegalArgumentException("the noise of a seed is more than 0, not " + sd);
    }
    return new Noise(sd, Source.STATED, 0);
  }

  /** What the log shows itself: by its repeats, otherwise by neighbouring attempts. */
  public static Noise shownBy(RunLog log) {
    Repeats repeats = log.repeats();
    if (repeats.degreesOfFreedom() >= ENOUGH_REPEATS && repeats.squares() > 0) {
      return new Noise(repeats.sd(), Source.REPEATS, repeats.degreesOfFreedom());
    }
    return ofNeighbours(log.losses());
  }

  /**
   * The half-spread of the better side: how far attempts that are better than the median of their
   * fifteen neighbours are from it, half of them nearer and half of them farther. Changes that hurt
   * are on the other side, and a few real gains move a median little. Changes that help or hurt
   * little are in it: it is rather too large than too small.
   */
  static Noise ofNeighbours(double[] losses) {
    if (losses.length < ENOUGH_NEIGHBOURS) {
      return new Noise(0, Source.UNKNOWN, losses.length);
    }
    double[] better = new double[losses.length];
    int count = 0;
    for (int i = 0; i < losses.length; i++) {
      double lead = Surroundings.median(losses, i) - losses[i];
      if (lead > 0) {
        better[count++] = lead;
      }
    }
    Arrays.sort(better, 0, count);
    return count == 0
        ? new Noise(0, Source.UNKNOWN, losses.length)
        : new Noise(Median.ofSorted(better, count) / QUARTILE, Source.NEIGHBOURS, losses.length);
  }

  boolean isKnown() {
    return sd > 0;
  }
}
