package dev.loopgate.experiments.experiment;

import java.util.Set;

/** Where an experiment stands, and where it can go from there; {@code docs/states.md} draws it. */
public enum ExperimentState {
  WAITING_FOR_BASELINE,
  /** The plan is frozen; the record does not have it yet. */
  REGISTERED,
  RUNNING,
  CONCLUDED,
  CANCELLED;

  public boolean isOver() {
    return next().isEmpty();
  }

  Set<ExperimentState> next() {
    return switch (this) {
      case WAITING_FOR_BASELINE -> Set.of(REGISTERED, CONCLUDED, CANCELLED);
      case REGISTERED -> Set.of(RUNNING, CONCLUDED, CANCELLED);
      case RUNNING -> Set.of(CONCLUDED, CANCELLED);
      case CONCLUDED, CANCELLED -> Set.of();
    };
  }
}
