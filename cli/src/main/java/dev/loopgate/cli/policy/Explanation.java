package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A review in words: what it needs, how each requirement stands, the facts that conditions were
 * asked of, and who could still vote.
 */
final class Explanation {
  private static final Map<String, String> STATES =
      Map.of(
          "SATISFIED", "met",
          "UNSATISFIED", "MISSING",
          "NOT_APPLICABLE", "does not apply",
          "OVERRIDDEN", "overridden",
          "BYPASSED", "bypassed by break-glass",
          "ERROR", "CANNOT BE SAID, so it is not met");

  private Explanation() {}

  static String of(JsonNode review) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "%s is %s and judged under %s."
            .formatted(
                Values.text(review, "key"),
                Values.text(review, "state"),
                Values.text(review, "policy")));
    review.path("requirements").forEach(requirement -> lines.add(line(requirement)));
    lines.add(conclusion(review));
    return lines.toString();
  }

  private static String line(JsonNode requirement) {
    String state = requirement.path("state").asText();
    return "  %s: %s. %s"
        .formatted(
            Values.text(requirement, "name"),
            STATES.getOrDefault(state, state),
            Values.text(requirement, "detail"));
  }

  private static String conclusion(JsonNode review) {
    if (!review.path("state").asText().equals("OPEN")) {
      return "It ended: %s".formatted(Values.text(review, "stateReason"));
    }
    StringJoiner missing = new StringJoiner(", ");
    for (JsonNode requirement : review.path("requirements")) {
      String state = requirement.path("state").asText();
      if (state.equals("UNSATISFIED") || state.equals("ERROR")) {
        missing.add(Values.text(requirement, "name"));
      }
    }
    return missing.length() == 0
        ? "Nothing is missing; the next vote decides it."
        : "It waits for: " + missing;
  }
}
