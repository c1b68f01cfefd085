package dev.loopgate.experiments.experiment;

/** Where an experiment stands. Each state but the last two leads on or to one of those. */
public enum ExperimentState {
  WAITING_FOR_BASELINE,
  /** The plan is frozen; the record does not have it yet. */
  REGISTERED,
  RUNNING,
  CONCLUDED,
  CANCELLED;

  public boolean isOver() {
    return this == CONCLUDED || this == CANCELLED;
  }
}
