package dev.loopgate.retrospect;

import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.Quote;
import dev.loopgate.experiments.verdict.Quote.Reach;
import dev.loopgate.experiments.verdict.Quote.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What it would take to know, by the quote for the first experiment of a program: pairs of a
 * candidate and its baseline on the same seeds, as many as luck needs to be ruled out.
 *
 * @param effects pairs for gains of that size
 * @param whole what the time would have bought; null when nobody knows how long a run takes, or the
 *     run kept nothing
 */
public record Price(List<Effect> effects, @Nullable Night whole) {
  private static final BigDecimal ERROR_RATE = new BigDecimal("0.05");
  private static final int FEWEST_PAIRS = 6;

  /** In noise units; smaller ones take more pairs than any quote looks at. */
  private static final double SMALLEST_EFFECT = 0.1;

  public Price {
    effects = List.copyOf(effects);
  }

  /**
   * One size of a gain.
   *
   * @param gain in units of the metric
   * @param pairs with which it is shown in nine tries of ten; null when more than 400
   * @param time of that many pairs on the slots there are; null when unknown
   */
  public record Effect(double gain, @Nullable Integer pairs, @Nullable Duration time) {}

  /**
   * The time of the run, spent on pairs for its keeps.
   *
   * @param pairs of all keeps together
   * @param pairsEach for each keep
   * @param shown the smallest gain that is shown in nine tries of ten; null when none is
   * @param missed the largest gain that is missed more often than not; null when every gain is
   * @param enoughFor for how many keeps the time is enough to show a gain of twice the noise of a
   *     pair; null when even such a gain takes more than 400 pairs
   */
  public record Night(
      Duration time,
      int slots,
      int pairs,
      int pairsEach,
      @Nullable Double shown,
      @Nullable Double missed,
      @Nullable Integer enoughFor) {}

  static Price of(RunLog log, double sd, Pace pace) {
    double unit = Math.sqrt(2) * sd;
    Duration run = pace.run() == null ? log.origin().run() : pace.run();
    Pace known = new Pace(run, pace.slots(), pace.hours());
    Quote quote =
        Quote.of(
            Terms.unpaired(ErrorBudget.alpha(ERROR_RATE, ErrorBudget.gamma(1), 0), FEWEST_PAIRS));
    List<Effect> effects =
        gains(log, unit).mapToObj(gain -> effect(gain, quote.line(gain / unit), known)).toList();
    return new Price(effects, night(log, unit, quote, known));
  }

  /** Half of the keeps claim the smallest of these or less. */
  private static DoubleStream gains(RunLog log, double unit) {
    DoubleStream sizes = DoubleStream.of(unit, 2 * unit);
    double claimed = log.medianGain();
    return claimed > SMALLEST_EFFECT * unit && claimed < unit
        ? DoubleStream.concat(DoubleStream.of(claimed), sizes)
        : sizes;
  }

  private static Effect effect(double gain, Quote.Line line, Pace pace) {
    OptionalInt pairs = line.surely();
    if (pairs.isEmpty()) {
      return new Effect(gain, null, null);
    }
    Duration run = pace.run();
    Duration time = run == null ? null : quotePace(run, pace.slots()).wall(pairs.getAsInt());
    return new Effect(gain, pairs.getAsInt(), time);
  }

  private static Quote.Pace quotePace(Duration run, int slots) {
    return new Quote.Pace(slots, run.multipliedBy(2), Duration.ZERO);
  }

  private static @Nullable Night night(RunLog log, double unit, Quote quote, Pace pace) {
    Duration run = pace.run();
    if (run == null || log.keeps().isEmpty()) {
      return null;
    }
    Duration time = pace.hours() == null ? run.multipliedBy(log.attempts() + 1L) : pace.hours();
    int pairs = quotePace(run, pace.slots()).pairsWithin(time);
    int each = pairs / log.keeps().size();
    Reach reach = quote.within(each);
    OptionalInt large = quote.line(2).surely();
    return new Night(
        time,
        pace.slots(),
        pairs,
        each,
        times(reach.shown(), unit),
        times(reach.missed(), unit),
        large.isEmpty() ? null : Math.min(pairs / large.getAsInt(), log.keeps().size()));
  }

  private static @Nullable Double times(OptionalDouble effect, double unit) {
    return effect.isEmpty() ? null : effect.getAsDouble() * unit;
  }
}
