package dev.loopgate.experiments.experiment;

/** What an experiment is about. */
public enum ExperimentKind {
  /** One idea against its generation. */
  IDEA,
  /** A generation alone, on fresh seeds: the noise that scales all experiments against it. */
  BASELINE
}
