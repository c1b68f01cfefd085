package dev.loopgate.ideas.intent;

/** What can be intended. */
public enum IntentKind {
  /** What people decided that changes the baseline or the rules. */
  DECISION(Lane.IN_TURN),
  /** Open ideas are laid onto the baseline that is current now. */
  REBASE(Lane.IN_TURN),
  /** Open ideas of a program end together. */
  CLOSE_IDEAS(Lane.AT_ONCE);

  private final Lane lane;

  IntentKind(Lane lane) {
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }
}
