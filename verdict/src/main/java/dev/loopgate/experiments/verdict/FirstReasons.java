package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;

/** The words of version 1. They stand in evidence and recompute to the letter. */
record FirstReasons(Trial trial, Registration plan) implements Reasons {
  FirstReasons(Trial trial, Terms terms) {
    this(trial, terms.registration());
  }

  @Override
  public String harmed(GuardTrial guard) {
    return "Guard %s got worse by more than its margin.".formatted(guard.metric());
  }

  @Override
  public String held(GuardTrial guard) {
    return "%s improved, but the mean of guard %s is beyond its margin."
        .formatted(plan.metric(), guard.metric());
  }

  @Override
  public String improved() {
    return "The e-value %s reached the threshold %s after %d pairs."
        .formatted(trial.eValue(), plan.threshold(), trial.pairs().size());
  }

  @Override
  public String regressed() {
    return "%s got worse: the mirrored process reached 1/%s after %d pairs."
        .formatted(plan.metric(), plan.errorRate(), trial.pairs().size());
  }

  @Override
  public String exhausted() {
    return "All %d pairs were run and the e-value %s stayed below %s."
        .formatted(trial.pairs().size(), trial.eValue(), plan.threshold());
  }

  @Override
  public String futile() {
    return "After %d pairs the threshold %s is out of plausible reach within %d pairs."
        .formatted(trial.pairs().size(), plan.threshold(), plan.maxSeeds());
  }
}
