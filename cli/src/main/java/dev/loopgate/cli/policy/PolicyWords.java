package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a policy file asks for, in words: a line for each requirement of each kind of review. */
final class PolicyWords {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private PolicyWords() {}

  static String of(Path file) throws IOException {
    JsonNode reviews = YAML.readTree(file.toFile()).path("spec").path("reviews");
    List<String> lines = new ArrayList<>();
    reviews
        .properties()
        .forEach(kind -> {
          lines.add(kind.getKey());
          terms(kind.getValue(), lines);
        });
    return String.join("\n", lines);
  }

  private static void terms(JsonNode terms, List<String> lines) {
    if (terms.hasNonNull("decidedWhen")) {
      lines.add("  a rule decides without people where " + terms.path("decidedWhen").asText());
    }
    terms.path("minimumEvidence").forEach(e -> lines.add("  there must be: " + e.asText()));
    terms.path("conditions").forEach(condition -> lines.add("  " + condition(condition)));
    terms.path("requirements").forEach(people -> lines.add("  " + people(people)));
    lines.add(
        "  authors may %sjudge, sponsors may %sjudge"
            .formatted(not(terms, "authors"), not(terms, "sponsors")));
    lines.add("  " + veto(terms));
    expiry(terms, "approvalExpires", "an approval counts for", lines);
    expiry(terms, "decisionExpires", "rejected when undecided for", lines);
  }

  private static String condition(JsonNode condition) {
    return "%s: %s must be true%s"
        .formatted(
            condition.path("name").asText(),
            condition.path("satisfiedWhen").asText(),
            where(condition));
  }

  private static String people(JsonNode people) {
    List<String> roles = new ArrayList<>();
    people.path("roles").forEach(role -> roles.add(role.asText()));
    if (people.hasNonNull("role")) {
      roles.add(people.path("role").asText());
    }
    int count = people.path("count").asInt(1);
    return "%s: %d %s with the role %s%s"
        .formatted(
            people.path("name").asText(),
            count,
            count == 1 ? "person" : "different people",
            String.join(" or ", roles),
            where(people));
  }

  private static String where(JsonNode part) {
    String applies = part.path("appliesWhen").asText("true");
    return applies.equals("true") ? "" : ", where " + applies;
  }

  private static String not(JsonNode terms, String whose) {
    boolean allowed =
        terms.path("eligible").path(whose).asText("EXCLUDED").equalsIgnoreCase("ALLOWED");
    return allowed ? "" : "not ";
  }

  private static String veto(JsonNode terms) {
    if (!terms.path("veto").asText("REJECTS").equalsIgnoreCase("BLOCKS")) {
      return "one veto rejects";
    }
    JsonNode override = terms.path("override");
    return override.isObject()
        ? "a veto blocks until it is withdrawn or %d people with the role %s set it aside"
            .formatted(override.path("people").asInt(2), override.path("role").asText())
        : "a veto blocks until it is withdrawn";
  }

  private static void expiry(JsonNode terms, String field, String words, List<String> lines) {
    if (terms.hasNonNull(field)) {
      lines.add("  %s %s".formatted(words, terms.path(field).asText()));
    }
  }
}
