package dev.loopgate.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.json.Json;
import java.util.List;

/** The findings for people: a table, the remedies in full, and what they add up to. */
final class Diagnosis {
  private Diagnosis() {}

  static String of(JsonNode document) {
    ArrayNode checks = Json.mapper().createArrayNode();
    for (String part : List.of("launcher", "worker", "events")) {
      document
          .path(part)
          .forEach(check -> checks.addObject().put("part", part).setAll(fields(check)));
    }
    return "%s\n\n%s%sStages run here in %s isolation."
        .formatted(
            table(checks),
            proofs(document.path("proofs")),
            remedies(checks),
            Values.text(document, "isolation"));
  }

  /** Too long for a table: what was tried in a stage, and what happened there and outside. */
  private static String proofs(JsonNode proofs) {
    StringBuilder text = new StringBuilder();
    for (JsonNode proof : proofs) {
      text.append("%s: %s\n".formatted(Values.text(proof, "tried"), held(proof)));
      text.append("  inside: %s\n".formatted(Values.text(proof, "inside")));
      text.append("  outside: %s\n".formatted(Values.text(proof, "outside")));
    }
    return text.isEmpty() ? "" : "What a stage tried:\n" + text.toString().indent(2) + "\n";
  }

  private static String held(JsonNode proof) {
    return switch (proof.path("held").asText()) {
      case "BY_THE_SANDBOX" -> "held by the sandbox";
      case "BY_THE_USER" -> "held by the user, who cannot do it either";
      default -> "NOT HELD";
    };
  }

  private static ObjectNode fields(JsonNode check) {
    return check instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
  }

  private static String table(ArrayNode checks) {
    return Table.of(
        checks,
        Column.of("PART", "part"),
        Column.of("CHECK", "name"),
        new Column("", Diagnosis::word),
        Column.of("FOUND", "detail"));
  }

  private static String word(JsonNode check) {
    if (check.path("ok").asBoolean()) {
      return "ok";
    }
    return check.path("part").asText().equals("events") ? "look" : "missing";
  }

  private static String remedies(ArrayNode checks) {
    StringBuilder text = new StringBuilder();
    for (JsonNode check : checks) {
      if (!check.path("ok").asBoolean() && !check.path("remedy").asText("").isEmpty()) {
        text.append("%s: %s\n".formatted(Values.text(check, "name"), Values.text(check, "remedy")));
      }
    }
    return text.isEmpty() ? "" : "What to do:\n" + text.toString().indent(2) + "\n";
  }
}
