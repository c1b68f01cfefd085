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
    gain = EProcess.over(design.bets());
    harm = EProcess.over(design.bets());
    futility = new Futility(new WaldBoundary(design.alpha().near(), design.maxSeeds()), 1, true);
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
   * @param alpha α_t, the level of a claim
   * @param errorRate the level of harm
   * @param minSeeds observations before any answer
   * @param maxSeeds observations after which there is one
   */
  public record Design(Bets bets, Level alpha, Level errorRate, int minSeeds, int maxSeeds) {
    public Design {
      if (minSeeds < 1 || maxSeeds < minSeeds) {
        throw new IllegalArgumentException(
            "seeds from %d to %d are no range".formatted(minSeeds, maxSeeds));
      }
    }
  }

  /**
   * Takes one more pair.
   *
   * @param better y of d − δ, in units of 1/10,000
   * @param worse y of −d: what the mirrored process bets on
   */
  public void observe(int better, int worse) {
    gain.observe(better);
    harm.observe(worse);
    futility.observe(better);
  }

  /** The answer after all observations so far. */
  public State state() {
    if (gain.size() < design.minSeeds()) {
      return State.CONTINUE;
    }
    if (gain.reaches(design.alpha())) {
      return State.IMPROVED;
    }
    if (harm.reaches(design.errorRate())) {
      return State.REGRESSED;
    }
    if (gain.size() >= design.maxSeeds()) {
      return State.EXHAUSTED;
    }
    return futility.isReached() && !harmIsNear() ? State.FUTILE : State.CONTINUE;
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
