package dev.loopgate.experiments.run;

/** Which runs somebody is shown. */
public enum Shown {
  ALL,
  /** Those of pairs of which both runs have ended. */
  WHOLE_PAIRS
}
