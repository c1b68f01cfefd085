package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The scales s, s/2, s/4, … that one difference is looked at with. The narrow ones are what makes
 * pairing pay: when the arms correlate, a difference is far smaller than s.
 */
public final class Widths {
  /** How many version 2 uses, unless the program asks for one. */
  public static final int FOUR = 4;

  private final Transform transform;
  private final BigDecimal scale;
  private final int count;

  private Widths(Transform transform, BigDecimal scale, int count) {
    this.transform = transform;
    this.scale = scale;
    this.count = count;
  }

  /**
   * The widths of one metric.
   *
   * @param scale s, in units of the metric, more than 0
   * @param count 1 or 4; under a sign transform 1
   */
  public static Widths of(Transform transform, BigDecimal scale, int count) {
    boolean isKnown = count == 1 || (count == FOUR && transform == Transform.CLIP);
    if (!isKnown) {
      throw new IllegalArgumentException(
          "observations by %s have no %d widths".formatted(transform, count));
    }
    return new Widths(transform, Scale.checked(scale), count);
  }

  int count() {
    return count;
  }

  /** The same observation at each width. */
  public int[] all(int y) {
    int[] ys = new int[count];
    Arrays.fill(ys, y);
    return ys;
  }

  /**
   * y at each width in units of 1/10,000, the widest first, each rounded down.
   *
   * @param value how much better than the limit, in units of the metric: d − δ
   */
  public int[] observations(BigDecimal value) {
    if (transform == Transform.SIGN || value.abs().compareTo(scale) >= 0) {
      return all(Observation.of(transform, value, scale));
    }
    int finest = finest(value);
    int[] ys = new int[count];
    for (int width = 0; width < count; width++) {
      ys[width] = Math.clamp(finest >> (count - 1 - width), Observation.WORST, Observation.BEST);
    }
    return ys;
  }

  /** At the narrowest width, before it is clipped; halving it rounds down like the others. */
  private int finest(BigDecimal value) {
    BigDecimal units = BigDecimal.valueOf((long) Observation.BEST << (count - 1));
    return value.multiply(units).divide(scale, 0, RoundingMode.FLOOR).intValueExact();
  }
}
