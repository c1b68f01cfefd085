package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What it will take to show an effect, told before a pair is spent: version 2 of the rule, tried on
 * a fixed stream of normal differences. It is an estimate (to about ±3 percentage points of power),
 * the same for everybody who asks, and decides nothing. One quote is for one thread.
 *
 * <p>Effects are gains beyond δ in <em>noise units</em>: standard deviations of the difference of
 * one pair.
 */
public final class Quote {
  /** The effects that people are told about, in noise units. */
  public static final List<Double> EFFECTS = List.of(0.5, 1.0, 2.0);

  /** A coin's chance of being shown. */
  public static final double HALF = 0.5;

  /** What "can be shown" means. */
  public static final double SURELY = 0.9;

  /** No quote looks further, in pairs. */
  public static final int FARTHEST = 400;

  private static final double LARGEST_EFFECT = 16;
  private static final int BISECTIONS = 8;

  private final Terms terms;
  private final Tries.Noise noise = new Tries.Noise();

  private Quote(Terms terms) {
    this.terms = terms;
  }

  /**
   * What an experiment will be judged by.
   *
   * @param alpha α_t, in (0, 1]; the threshold is 1/α_t
   * @param widths 4, or 1 when the program asks for version 1's hypothesis
   * @param minSeeds pairs before any answer, at least 1
   * @param noise standard deviation of one pair's difference, in units of the metric, more than 0
   * @param scale s of the registration, in units of the metric, more than 0. It is three times the
   *     noise of two <em>unpaired</em> runs: with arms that correlate, {@code noise} is smaller
   *     than a third of it
   */
  public record Terms(BigDecimal alpha, int widths, int minSeeds, double noise, double scale) {
    public Terms {
      boolean hasLevel = alpha.signum() > 0 && alpha.compareTo(BigDecimal.ONE) <= 0;
      if (!hasLevel || minSeeds < 1 || !(noise > 0) || !(scale > 0)) {
        throw new IllegalArgumentException(
            "no quote for α %s, %d seeds, noise %s and scale %s"
                .formatted(alpha, minSeeds, noise, scale));
      }
    }

    /** Nothing is known yet about how the arms correlate: the noise is a third of the scale. */
    public static Terms unpaired(BigDecimal alpha, int minSeeds) {
      return new Terms(alpha, 4, minSeeds, 1, 3);
    }
  }

  /**
   * What one effect takes.
   *
   * @param effect in noise units
   * @param half maxSeeds with which it is shown in half of all tries; empty beyond {@link
   *     #FARTHEST}
   * @param surely maxSeeds with which it is shown in nine tries of ten; empty beyond {@link
   *     #FARTHEST}
   */
  public record Line(double effect, OptionalInt half, OptionalInt surely) {}

  /**
   * What so many pairs can show.
   *
   * @param pairs the most pairs of the experiment
   * @param shown the smallest effect, in noise units, that is shown in nine tries of ten; empty
   *     when no effect is
   * @param missed the largest effect, in noise units, that is shown in fewer than half of all
   *     tries; empty when every effect is missed
   */
  public record Reach(int pairs, OptionalDouble shown, OptionalDouble missed) {}

  /**
   * What a pair costs, from past runs.
   *
   * @param slots runs that can be under way at once, at least 1
   * @param pair how long the runs of both arms take together, one after the other, more than zero
   * @param cpu processor time of both arms together
   */
  public record Pace(int slots, Duration pair, Duration cpu) {
    public Pace {
      if (slots < 1 || !pair.isPositive()) {
        throw new IllegalArgumentException(
            "no pace of %d slots and %s a pair".formatted(slots, pair));
      }
    }

    /** Wall-clock time of so many pairs when all slots work for them. */
    public Duration wall(int pairs) {
      return pair.multipliedBy(pairs).dividedBy(slots);
    }

    /** Processor time of so many pairs. */
    public Duration cpu(int pairs) {
      return cpu.multipliedBy(pairs);
    }

    /** Whole pairs that end within that time when all slots work for them. */
    public int pairsWithin(Duration time) {
      long pairs = time.isPositive() ? time.multipliedBy(slots).dividedBy(pair) : 0;
      return (int) Math.min(pairs, Integer.MAX_VALUE);
    }
  }

  /** The quote for an experiment under these terms. */
  public static Quote of(Terms terms) {
    return new Quote(terms);
  }

  /** What the effects of {@link #EFFECTS} take. */
  public List<Line> lines() {
    return EFFECTS.stream().map(this::line).toList();
  }

  /**
   * What one effect takes.
   *
   * @param effect in noise units
   */
  public Line line(double effect) {
    Tries tries = new Tries(terms, noise, effect, FARTHEST);
    return new Line(effect, tries.pairsFor(HALF), tries.pairsFor(SURELY));
  }

  /**
   * The chance that an effect is shown.
   *
   * @param effect in noise units
   * @param maxSeeds the most pairs of the experiment, at least the fewest of the terms
   */
  public double power(double effect, int maxSeeds) {
    return new Tries(terms, noise, effect, maxSeeds).power(maxSeeds);
  }

  /**
   * Turned round: what so many pairs can show and what they cannot.
   *
   * @param pairs the most pairs of the experiment; more than {@link #FARTHEST} count as that
   */
  public Reach within(int pairs) {
    int most = Math.min(pairs, FARTHEST);
    if (most < terms.minSeeds() || power(LARGEST_EFFECT, most) < HALF) {
      return new Reach(most, OptionalDouble.empty(), OptionalDouble.empty());
    }
    boolean anySurely = power(LARGEST_EFFECT, most) >= SURELY;
    return new Reach(
        most,
        anySurely ? OptionalDouble.of(border(most, SURELY)) : OptionalDouble.empty(),
        OptionalDouble.of(border(most, HALF)));
  }

  /** The effect whose power is as asked, by halving ratios. */
  private double border(int pairs, double power) {
    double below = LARGEST_EFFECT / 1_024;
    double above = LARGEST_EFFECT;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = Math.sqrt(below * above);
      if (power(middle, pairs) < power) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
