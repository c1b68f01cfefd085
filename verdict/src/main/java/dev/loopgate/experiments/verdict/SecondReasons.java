package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;

/**
 * The words of version 2: changes in the metric's own sign, and failed runs called what they are.
 */
record SecondReasons(Trial trial, Registration plan) implements Reasons {
  SecondReasons(Trial trial, Terms terms) {
    this(trial, terms.registration());
  }

  @Override
  public String harmed(GuardTrial guard) {
    return guard.measuredPairsShowHarm()
        ? "Guard %s got worse by more than its margin %s: %s on average over %d pairs.%s"
            .formatted(guard.metric(), guard.margin(), guard.change(), pairs(), withFailures())
        : onlyFailures();
  }

  @Override
  public String held(GuardTrial guard) {
    return "%s on average, but guard %s is beyond its margin %s: %s on average.%s"
        .formatted(change(), guard.metric(), guard.margin(), guard.change(), withFailures());
  }

  @Override
  public String improved() {
    return "The e-value %s reached the threshold %s after %d pairs: %s on average.%s"
        .formatted(trial.eValue(), plan.threshold(), pairs(), change(), withFailures());
  }

  @Override
  public String regressed() {
    return trial.measuredPairsShowHarm()
        ? "%s got worse: the mirrored process reached 1/%s after %d pairs; %s on average.%s"
            .formatted(plan.metric(), plan.errorRate(), pairs(), change(), withFailures())
        : onlyFailures();
  }

  @Override
  public String exhausted() {
    return trial.isEnough()
        ? "All %d pairs were run. The e-value %s reached the threshold %s, but the plain %s of the differences is not beyond %s: %s.%s"
            .formatted(
                pairs(),
                trial.eValue(),
                plan.threshold(),
                trial.centre(),
                plan.minimumEffect(),
                change(),
                withFailures())
        : "All %d pairs were run and the e-value %s stayed below %s.%s"
            .formatted(pairs(), trial.eValue(), plan.threshold(), withFailures());
  }

  @Override
  public String futile() {
    return "After %d pairs the threshold %s is out of plausible reach within %d pairs.%s"
        .formatted(pairs(), plan.threshold(), plan.maxSeeds(), withFailures());
  }

  private int pairs() {
    return trial.pairs().size();
  }

  private String change() {
    return EffectText.change(plan.metric(), plan.direction(), trial.effect());
  }

  private String onlyFailures() {
    return "%s. Each counts as a loss; what was measured shows no harm.".formatted(failures());
  }

  private String withFailures() {
    return trial.failures() == 0 ? "" : " %s; each counts as a loss.".formatted(failures());
  }

  private String failures() {
    return "%d of %d candidate runs failed: %s"
        .formatted(trial.failures(), pairs(), trial.commonestFailure());
  }
}
