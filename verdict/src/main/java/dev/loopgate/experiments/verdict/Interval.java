package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * An anytime-valid confidence interval for the effect: all effects that two mirrored e-processes do
 * not rule out. It is reported and never decides; the doubles are good enough for that. It speaks
 * of the mean of the clipped differences, or, under a sign transform, of their median.
 *
 * @param low null when the pairs do not bound the effect from below
 * @param high null when they do not bound it from above
 */
record Interval(@Nullable Double low, @Nullable Double high) {
  /** Nothing is known. */
  static final Interval UNKNOWN = new Interval(null, null);

  private static final int BISECTIONS = 60;

  /**
   * Inverts the mixture that the plan bets.
   *
   * @param differences of the pairs that both arms measured
   * @param failures pairs that count as the worst difference at every effect
   * @param limit the capital at which an effect is ruled out
   */
  static Interval inverting(List<BigDecimal> differences, int failures, Terms terms, double limit) {
    if (differences.isEmpty()) {
      return UNKNOWN;
    }
    double[] values = differences.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    double scale = terms.scale().doubleValue();
    double from = Arrays.stream(values).min().orElseThrow() - scale;
    double to = Arrays.stream(values).max().orElseThrow() + scale;
    DoublePredicate tooLow = effect -> capital(values, failures, effect, terms, 1) >= limit;
    DoublePredicate tooHigh = effect -> capital(values, failures, effect, terms, -1) >= limit;
    return new Interval(
        tooLow.test(from) ? border(tooLow, from, to) : null,
        tooHigh.test(to) ? border(tooHigh, to, from) : null);
  }

  /** The border between effects that are ruled out and those that are not. */
  private static double border(DoublePredicate ruledOut, double outside, double inside) {
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (outside + inside) / 2;
      if (ruledOut.test(middle)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return inside;
  }

  private static double capital(
      double[] values, int failures, double effect, Terms terms, int side) {
    double sum = 0;
    double width = terms.scale().doubleValue();
    for (int i = 0; i < terms.widths().count(); i++) {
      sum += capital(observations(values, effect, terms, width, side), failures, terms, side);
      width /= 2;
    }
    return sum / (terms.bets().size() * terms.widths().count());
  }

  private static double capital(double[] observations, int failures, Terms terms, int side) {
    double sum = 0;
    for (int bet = 0; bet < terms.bets().size(); bet++) {
      double product = 1;
      for (double y : observations) {
        product *= 1 + terms.bets().fraction(bet) * y;
      }
      for (int i = 0; i < failures; i++) {
        product *= 1 - terms.bets().fraction(bet) * side;
      }
      sum += product;
    }
    return sum;
  }

  private static double[] observations(
      double[] values, double effect, Terms terms, double width, int side) {
    return Arrays.stream(values)
        .map(value -> observation(side * (value - effect), terms, width))
        .toArray();
  }

  private static double observation(double value, Terms terms, double width) {
    return switch (terms.registration().transform()) {
      case CLIP -> Math.clamp(value / width, -1.0, 1.0);
      case SIGN -> Math.signum(value);
    };
  }
}
