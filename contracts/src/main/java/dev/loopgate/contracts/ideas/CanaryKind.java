package dev.loopgate.contracts.ideas;

/** A test of the loop itself that looks like any other idea. Passing it is a fault. */
public enum CanaryKind {
  /** An idea that changes nothing: when it is found to improve, the measurement is broken. */
  NO_CHANGE,
  /** An idea of a program that nobody can improve: when it passes, its proposer cheated. */
  IMPOSSIBLE
}
