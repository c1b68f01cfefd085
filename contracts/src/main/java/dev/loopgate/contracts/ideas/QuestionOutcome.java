package dev.loopgate.contracts.ideas;

/** How a rule change or a rollback can end. */
public enum QuestionOutcome {
  /** People agreed, and it was done. */
  APPLIED,
  /** People refused. */
  REJECTED,
  /** What it would have changed is no longer current. */
  SUPERSEDED,
  /** Who asked for it does not want it any more. */
  WITHDRAWN
}
