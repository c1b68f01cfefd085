package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.wire.json.Json;
import java.util.Optional;

/** How one canary ended. */
record Finding(Canary canary, Result result, String seen) {

  enum Result {
    CAUGHT,
    /** The machine could not hold it, so a policy did not let it run: neither caught nor missed. */
    REFUSED_BY_POLICY,
    MISSED;

    /** For a line of progress. */
    String word() {
      return switch (this) {
        case CAUGHT -> "caught";
        case REFUSED_BY_POLICY -> "-";
        case MISSED -> "MISSED";
      };
    }
  }

  /** What was expected must have happened, and the idea must not count as an improvement. */
  static Finding of(Canary canary, Sighting seen) {
    if (seen.isImproved() && !canary.expectation().words().equals("verdict: IMPROVED")) {
      return new Finding(canary, Result.MISSED, seen.words());
    }
    Optional<String> proof = canary.expectation().proof(seen);
    if (proof.isPresent()) {
      return new Finding(canary, Result.CAUGHT, proof.get());
    }
    return isRefusedByPolicy(canary, seen)
        ? new Finding(canary, Result.REFUSED_BY_POLICY, "refused by policy: " + seen.blockedBy())
        : new Finding(canary, Result.MISSED, seen.words());
  }

  /** What does no harm without a sandbox must not be held back for want of one. */
  private static boolean isRefusedByPolicy(Canary canary, Sighting seen) {
    return canary.needsSandbox() && seen.verdict().isEmpty() && !seen.blockedBy().isEmpty();
  }

  boolean isCaught() {
    return result == Result.CAUGHT;
  }

  ObjectNode json() {
    ObjectNode row = Json.mapper().createObjectNode();
    row.put("name", canary.name()).put("title", canary.title()).put("needs", canary.needs());
    row.put("program", canary.program()).put("expected", canary.expectation().words());
    return row.put("result", result.name()).put("seen", seen);
  }
}
