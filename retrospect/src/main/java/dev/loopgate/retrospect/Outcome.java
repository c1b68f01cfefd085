package dev.loopgate.retrospect;

/** What a loop made of an attempt. */
public enum Outcome {
  KEEP,
  DISCARD,
  CRASH
}
