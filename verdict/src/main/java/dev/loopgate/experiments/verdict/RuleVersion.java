package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of the rule do differently; everything else is one code. A registration freezes
 * its version, and is judged and recomputed by it for ever.
 */
public enum RuleVersion {
  /** One width; K alone makes a claim, and a guard's mean can spoil it at once. */
  FIRST(1) {
    @Override
    public List<BigDecimal> bets() {
      return EProcess.GRID;
    }

    @Override
    public BigDecimal alpha(BigDecimal errorRate, BigDecimal weight, int adopted) {
      return ErrorBudget.alpha(errorRate, weight, adopted);
    }

    @Override
    boolean claimsNeedMeans() {
      return false;
    }

    @Override
    boolean givesUpConstants() {
      return true;
    }

    @Override
    boolean sparesGuardsForFailures() {
      return false;
    }

    @Override
    BigDecimal harmBound(BigDecimal minimumEffect) {
      return BigDecimal.ZERO;
    }

    @Override
    Interval interval(Trial trial, Terms terms) {
      return Interval.inverting(trial.differences(), 0, terms, 2 / terms.errorRate().near());
    }

    @Override
    BigDecimal missRate(Terms terms) {
      return terms.errorRate().exact();
    }

    @Override
    Reasons reasons(Trial trial, Terms terms) {
      return new FirstReasons(trial, terms);
    }
  },

  /** Four widths; a claim waits for the plain mean and for the means of the guards. */
  SECOND(2) {
    @Override
    public List<BigDecimal> bets() {
      return EProcess.SECOND_GRID;
    }

    @Override
    public BigDecimal alpha(BigDecimal errorRate, BigDecimal weight, int adopted) {
      return Purses.alpha(errorRate, weight, adopted);
    }

    @Override
    boolean claimsNeedMeans() {
      return true;
    }

    @Override
    boolean givesUpConstants() {
      return false;
    }

    @Override
    boolean sparesGuardsForFailures() {
      return true;
    }

    // Who may be worse by a tolerance (δ below 0) does harm beyond it.
    @Override
    BigDecimal harmBound(BigDecimal minimumEffect) {
      return minimumEffect.min(BigDecimal.ZERO);
    }

    @Override
    Interval interval(Trial trial, Terms terms) {
      return trial.pairs().size() < terms.registration().minSeeds()
          ? Interval.UNKNOWN
          : Interval.inverting(
              trial.differences(), trial.failures(), terms, 1 / terms.alpha().near());
    }

    // Each end is a level α_t of its own.
    @Override
    BigDecimal missRate(Terms terms) {
      return terms.alpha().exact().multiply(BigDecimal.TWO).min(BigDecimal.ONE);
    }

    @Override
    Reasons reasons(Trial trial, Terms terms) {
      return new SecondReasons(trial, terms);
    }
  };

  private final int number;

  RuleVersion(int number) {
    this.number = number;
  }

  /** The version that a registration was frozen under; one that is not known here is refused. */
  public static RuleVersion of(Registration registration) {
    @Nullable Integer asked = registration.rule();
    return Arrays.stream(values())
        .filter(version -> version.number == (asked == null ? 1 : asked))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "rule %d is not known here: use a newer program".formatted(asked)));
  }

  /** As it stands in a registration. */
  public int number() {
    return number;
  }

  /** The fractions λ that its registrations bet. */
  public abstract List<BigDecimal> bets();

  /**
   * The level of a claim, α_t.
   *
   * @param errorRate α of the program, in (0, 1)
   * @param weight γ_t or g_t
   * @param adopted A: ideas ever adopted in the program before this registration
   */
  public abstract BigDecimal alpha(BigDecimal errorRate, BigDecimal weight, int adopted);

  /** Whether a claim waits until the plain mean and those of the guards say the same. */
  abstract boolean claimsNeedMeans();

  /** Whether observations that are all the same can be futile. */
  abstract boolean givesUpConstants();

  /** Whether no guard is called broken for runs that failed, when the objective shows harm, too. */
  abstract boolean sparesGuardsForFailures();

  /** The effect below which the mirrored process bets, in units of the metric. */
  abstract BigDecimal harmBound(BigDecimal minimumEffect);

  abstract Interval interval(Trial trial, Terms terms);

  /** How often the interval may miss the effect. */
  abstract BigDecimal missRate(Terms terms);

  abstract Reasons reasons(Trial trial, Terms terms);
}
