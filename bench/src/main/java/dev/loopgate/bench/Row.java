package dev.loopgate.bench;

import dev.loopgate.bench.streams.Bernstein;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * What many programs of one scenario show about one way of deciding.
 *
 * @param falseShare mean share of adopted ideas that are not better, at the end
 * @param bound 99 % upper bound for it
 * @param worstShare mean of the largest share at any time
 * @param worstBound 99 % upper bound for it
 * @param power share of better ideas that were adopted; NaN when there were none
 * @param cost evaluations per idea
 */
record Row(
    Scenario scenario,
    Habit habit,
    int programs,
    double falseShare,
    double bound,
    double worstShare,
    double worstBound,
    double power,
    double cost) {
  static Row of(Scenario scenario, Habit habit, Life.Summary[] lives) {
    double[] shares = each(lives, Life.Summary::falseShare);
    double[] worst = each(lives, Life.Summary::worstShare);
    double better = Arrays.stream(each(lives, Life.Summary::better)).sum();
    double found = Arrays.stream(each(lives, Life.Summary::found)).sum();
    double pairs = Arrays.stream(each(lives, Life.Summary::pairs)).sum();
    return new Row(
        scenario,
        habit,
        lives.length,
        mean(shares),
        Bernstein.upperBound(shares),
        mean(worst),
        Bernstein.upperBound(worst),
        found / better,
        pairs / lives.length / Scenario.IDEAS);
  }

  private static double[] each(Life.Summary[] lives, ToDoubleFunction<Life.Summary> value) {
    return Arrays.stream(lives).mapToDouble(value).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
