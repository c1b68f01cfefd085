package dev.loopgate.contracts.reviews;

/** The questions that are put to people. */
public enum ReviewKind {
  CLEARANCE,
  ADOPTION
}
