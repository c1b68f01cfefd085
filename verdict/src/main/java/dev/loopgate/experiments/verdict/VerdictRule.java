package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
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
    for (PairResult pair : inOrder(pairs)) {
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
    Trial trial = new Trial(Terms.of(registration));
    for (PairResult pair : inOrder(pairs)) {
      if (trial.whyInvalid(pair) != null) {
        break;
      }
      trial.observe(pair);
    }
    return new Decision.Stop(trial.verdict(Outcome.INVALID, reason), trial.pairs());
  }

  private static List<PairResult> inOrder(List<PairResult> pairs) {
    return pairs.stream().sorted(Comparator.comparingInt(PairResult::index)).toList();
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
    String harmed = trial.brokenGuard(false);
    if (harmed != null) {
      return trial.verdict(
          Outcome.GUARD_BROKEN, "Guard %s got worse by more than its margin.".formatted(harmed));
    }
    return verdictOnObjective(registration, trial, n);
  }

  private static @Nullable Verdict verdictOnObjective(
      Registration registration, Trial trial, int n) {
    return switch (trial.state()) {
      case CONTINUE -> null;
      case IMPROVED -> improvedUnlessGuardIsBroken(registration, trial);
      case REGRESSED ->
          trial.verdict(
              Outcome.REGRESSED,
              "%s got worse: the mirrored process reached 1/%s after %d pairs."
                  .formatted(registration.metric(), registration.errorRate(), n));
      case EXHAUSTED ->
          trial.verdict(
              Outcome.NOT_SHOWN,
              "All %d pairs were run and the e-value %s stayed below %s."
                  .formatted(n, trial.eValue(), registration.threshold()));
      case FUTILE ->
          trial.verdict(
              Outcome.NOT_SHOWN,
              "After %d pairs the threshold %s is out of plausible reach within %d pairs."
                  .formatted(n, registration.threshold(), registration.maxSeeds()));
    };
  }

  private static Verdict improvedUnlessGuardIsBroken(Registration registration, Trial trial) {
    String beyond = trial.brokenGuard(true);
    if (beyond != null) {
      return trial.verdict(
          Outcome.GUARD_BROKEN,
          "%s improved, but the mean of guard %s is beyond its margin."
              .formatted(registration.metric(), beyond));
    }
    return trial.verdict(
        Outcome.IMPROVED,
        "The e-value %s reached the threshold %s after %d pairs."
            .formatted(trial.eValue(), registration.threshold(), trial.pairs().size()));
  }

  /** An e-value as people read it: rounded down. */
  static String shown(BigDecimal eValue) {
    return eValue.setScale(SHOWN_DECIMALS, RoundingMode.DOWN).toPlainString();
  }
}
