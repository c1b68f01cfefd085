package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What a review still waits for. */
final class Needs {
  private Needs() {}

  static String of(JsonNode review) {
    StringJoiner names = new StringJoiner(", ");
    names.setEmptyValue("-");
    for (JsonNode requirement : review.path("requirements")) {
      if (requirement.path("state").asText().equals("UNSATISFIED")) {
        names.add(requirement.path("name").asText());
      }
    }
    return names.toString();
  }
}
