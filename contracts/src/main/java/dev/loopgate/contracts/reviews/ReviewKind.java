package dev.loopgate.contracts.reviews;

/** The questions that are put to people. */
public enum ReviewKind {
  /** May an idea run? */
  CLEARANCE,
  /** May an idea become the baseline? */
  ADOPTION,
  /** May an older generation become the baseline again? */
  ROLLBACK,
  /** May the rules of a program change? */
  RULE_CHANGE,
  /** May what was stopped go on? */
  RESUME;

  /** Whether the review is about an idea. The others name their subject themselves. */
  public boolean isAboutIdea() {
    return this == CLEARANCE || this == ADOPTION;
  }
}
