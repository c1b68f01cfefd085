package dev.loopgate.ideas.question;

import org.jspecify.annotations.Nullable;

/** Where a rule change or a rollback stands. */
public enum QuestionState {
  OPEN,
  APPLIED,
  REJECTED,
  SUPERSEDED,
  WITHDRAWN;

  public static QuestionState of(@Nullable Ending ending) {
    return ending == null ? OPEN : valueOf(ending.outcome().name());
  }
}
