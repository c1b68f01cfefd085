package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;

/**
 * The test of one idea, observation by observation: says at each point whether to go on. Everything
 * that decides about the objective is here and nowhere else, so that a simulation tries the same
 * object that judges experiments.
 */
public final class SequentialTest {
  private final Design design;
  private final EProcess gain;
  private final EProcess harm;
  private final Futility futility;

  public SequentialTest(Design design) {
    this.design = design;
    gain = EProcess.over(design.bets(), design.widths());
    harm = EProcess.over(design.bets(), design.widths());
    futility =
        new Futility(
            new WaldBoundary(design.alpha().near(), design.maxSeeds()),
            design.widths(),
            design.rule().givesUpConstants());
  }

  /** What the observations so far say. */
  public enum State {
    CONTINUE,
    /** K reached 1/α_t. */
    IMPROVED,
    /** The mirrored process reached one over the error rate. */
    REGRESSED,
    /** Too unlikely to become either. */
    FUTILE,
    /** The most seeds were used. */
    EXHAUSTED
  }

  /**
   * What is frozen before the first observation.
   *
   * @param widths at how many widths each pair is observed
   * @param alpha α_t, the level of a claim
   * @param errorRate the level of harm
   * @param minSeeds observations before any answer
   * @param maxSeeds observations after which there is one
   */
  public record Design(
      RuleVersion rule,
      int widths,
      Bets bets,
      Level alpha,
      Level errorRate,
      int minSeeds,
      int maxSeeds) {
    public Design {
      if (minSeeds < 1 || maxSeeds < minSeeds) {
        throw new IllegalArgumentException(
            "seeds from %d to %d are no range".formatted(minSeeds, maxSeeds));
      }
    }

    /** Under version 1 of the rule, which has one width. */
    public Design(Bets bets, Level alpha, Level errorRate, int minSeeds, int maxSeeds) {
      this(RuleVersion.FIRST, 1, bets, alpha, errorRate, minSeeds, maxSeeds);
    }
  }

  /**
   * Takes one more pair at the one width.
   *
   * @param better y of d − δ, in units of 1/10,000
   * @param worse y of −d: what the mirrored process bets on
   */
  public void observe(int better, int worse) {
    observe(new int[] {better}, new int[] {worse});
  }

  /**
   * Takes one more pair.
   *
   * @param better y of d − δ at each width, in units of 1/10,000, the widest first
   * @param worse the same of what the mirrored process bets on
   */
  public void observe(int[] better, int[] worse) {
    gain.observe(better);
    harm.observe(worse);
    futility.observe(better);
  }

  /** The answer after all observations so far, when K alone makes a claim. */
  public State state() {
    return state(true);
  }

  /**
   * The answer after all observations so far.
   *
   * @param mayClaim whether all else that a claim needs is there
   */
  public State state(boolean mayClaim) {
    if (gain.size() < design.minSeeds()) {
      return State.CONTINUE;
    }
    boolean isEnough = isEnough();
    if (isEnough && mayClaim) {
      return State.IMPROVED;
    }
    if (harm.reaches(design.errorRate())) {
      return State.REGRESSED;
    }
    if (gain.size() >= design.maxSeeds()) {
      return State.EXHAUSTED;
    }
    return !isEnough && futility.isReached() && !harmIsNear() ? State.FUTILE : State.CONTINUE;
  }

  /** Whether K ≥ 1/α_t. */
  boolean isEnough() {
    return gain.reaches(design.alpha());
  }

  /** What the widest width alone is worth, exact. */
  BigDecimal widestEValue() {
    return gain.widestValue();
  }

  /** That an idea does harm is worth a few more pairs: the next proposer learns from it. */
  private boolean harmIsNear() {
    int remaining = design.maxSeeds() - gain.size();
    return harm.isNear(design.errorRate(), Math.min(remaining, design.minSeeds()));
  }

  /** How many pairs were taken. */
  public int size() {
    return gain.size();
  }

  /** K, exact. */
  public BigDecimal eValue() {
    return gain.value();
  }

  /** K as a double, for those who only look. */
  public double nearEValue() {
    return gain.near();
  }
}
