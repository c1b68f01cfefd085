package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides an experiment. A pure function of the frozen registration and the observed pairs in the
 * order of their index, so that it does not matter in which order, or how often, runs were
 * reported.
 */
public final class VerdictRule {
  private static final int SHOWN_DECIMALS = 6;

  private VerdictRule() {}

  /**
   * Judges pair after pair and stops at the first that makes it clear.
   *
   * @param pairs complete pairs with indices 0, 1, 2, … without gaps, in any order
   */
  public static Decision decide(Registration registration, List<PairResult> pairs) {
    Trial trial = new Trial(Terms.of(registration));
    for (PairResult pair : PairResult.inOrder(pairs)) {
      String invalid = trial.whyInvalid(pair);
      if (invalid != null) {
        return new Decision.Stop(trial.verdict(Outcome.INVALID, invalid), trial.pairs());
      }
      trial.observe(pair);
      Verdict verdict = verdict(registration, trial);
      if (verdict != null) {
        return new Decision.Stop(verdict, trial.pairs());
      }
    }
    return new Decision.Continue(trial.pairs(), trial.eValue());
  }

  /** Ends an experiment because something that must hold did not. */
  public static Decision.Stop invalid(
      Registration registration, List<PairResult> pairs, String reason) {
    Trial trial = Trial.after(registration, pairs);
    return new Decision.Stop(trial.verdict(Outcome.INVALID, reason), trial.pairs());
  }

  /**
   * K as the error budget counts it when a case is closed: 1 when no pair was judged. A pair whose
   * baseline failed counts as the candidate's loss, lest it pay to make baselines fail; a pair that
   * the author's side ended is a failure of the candidate already.
   *
   * @param pairs up to the one where the experiment stopped, that one included
   */
  public static BigDecimal capital(Registration registration, List<PairResult> pairs) {
    Trial trial = Trial.after(registration, pairs);
    boolean isCutShort =
        PairResult.inOrder(pairs).stream().anyMatch(p -> trial.whyInvalid(p) != null);
    if (isCutShort) {
      trial.observeLost();
    }
    return trial.capital();
  }

  /**
   * Whether a verdict shows more than the program holds possible: its mean effect, of enough pairs,
   * is beyond the plan's plausible effect.
   */
  public static boolean isImplausible(Registration registration, Verdict verdict) {
    return verdict.pairs() >= registration.minSeeds()
        && isBeyond(registration.plausibleEffect(), verdict.effect());
  }

  private static boolean isBeyond(@Nullable String bound, @Nullable Double effect) {
    return bound != null && effect != null && effect > Double.parseDouble(bound);
  }

  /** The verdict on an experiment that could not even be registered; its threshold is 0. */
  public static Verdict neverRegistered(double confidence, String reason) {
    return new Verdict(
        Outcome.INVALID,
        null,
        null,
        null,
        confidence,
        "1.000000",
        "0",
        0,
        null,
        null,
        List.of(),
        reason);
  }

  private static @Nullable Verdict verdict(Registration registration, Trial trial) {
    int n = trial.pairs().size();
    if (n < registration.minSeeds()) {
      return null;
    }
    Double effect = trial.effect();
    String bound = registration.plausibleEffect();
    if (bound != null && effect != null && isBeyond(bound, effect)) {
      return trial.verdict(Outcome.INVALID, InvalidCause.implausible(effect, bound, n));
    }
    GuardTrial harmed = trial.harmedGuard();
    if (harmed != null && !areFailuresTheCause(registration, trial, harmed)) {
      return trial.verdict(Outcome.GUARD_BROKEN, trial.reasons().harmed(harmed));
    }
    return verdictOnObjective(trial);
  }

  /** Runs that failed count against all metrics alike: then no guard is to blame. */
  private static boolean areFailuresTheCause(
      Registration registration, Trial trial, GuardTrial guard) {
    return RuleVersion.of(registration).sparesGuardsForFailures()
        && trial.state() == SequentialTest.State.REGRESSED
        && !guard.measuredPairsShowHarm();
  }

  private static @Nullable Verdict verdictOnObjective(Trial trial) {
    return switch (trial.state()) {
      case CONTINUE -> null;
      case IMPROVED -> unlessHeld(trial, Outcome.IMPROVED, trial.reasons().improved());
      case REGRESSED -> trial.verdict(Outcome.REGRESSED, trial.reasons().regressed());
      case EXHAUSTED -> unlessHeld(trial, Outcome.NOT_SHOWN, trial.reasons().exhausted());
      case FUTILE -> trial.verdict(Outcome.NOT_SHOWN, trial.reasons().futile());
    };
  }

  private static Verdict unlessHeld(Trial trial, Outcome outcome, String reason) {
    GuardTrial holding = trial.holdingGuard();
    return holding == null
        ? trial.verdict(outcome, reason)
        : trial.verdict(Outcome.GUARD_BROKEN, trial.reasons().held(holding));
  }

  /** An e-value as people read it: rounded down. */
  static String shown(BigDecimal eValue) {
    return eValue.setScale(SHOWN_DECIMALS, RoundingMode.DOWN).toPlainString();
  }
}
