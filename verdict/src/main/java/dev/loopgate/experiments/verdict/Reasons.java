package dev.loopgate.experiments.verdict;

/** Why an experiment ends as it does, in one or two sentences for people. */
interface Reasons {
  /** A guard's own process shows harm. */
  String harmed(GuardTrial guard);

  /** The objective improved, and this guard's mean does not allow to say so. */
  String held(GuardTrial guard);

  String improved();

  String regressed();

  /** The most pairs were run. */
  String exhausted();

  String futile();
}
