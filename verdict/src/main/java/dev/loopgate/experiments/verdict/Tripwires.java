package dev.loopgate.experiments.verdict;

import java.util.List;

/** Which sightings make a verdict INVALID when a program does not say. */
public final class Tripwires {
  /** What no honest candidate does: reading or changing what judges it, or reaching out. */
  public static final List<String> DEFAULT =
      List.of(
          "SEALED_PATH_READ",
          "SEALED_PATH_WRITE",
          "EVALUATOR_CHANGED",
          "NETWORK_ATTEMPT",
          "FORBIDDEN_CALL",
          "IMPLAUSIBLE_EFFECT");

  private Tripwires() {}
}
