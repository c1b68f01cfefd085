package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;
import dev.loopgate.cli.output.Values;

/** The summary for people: the table, and what they would type now. */
final class Report {
  private Report() {}

  /**
   * @param typed how the command is called here
   * @param restart what to type first because everything was stopped; empty when it was not
   */
  static String of(JsonNode summary, String typed, String restart) {
    String first = restart.isEmpty() ? "" : "To start it again:\n  %s\n".formatted(restart);
    return table(summary) + "\n\n" + first + next(summary, typed);
  }

  private static String table(JsonNode summary) {
    return Table.of(
        summary.path("ideas"),
        Column.of("IDEA", "key"),
        Column.of("CHANGE", "summary"),
        new Column("EFFECT", idea -> Values.effect(idea.path("verdict"))),
        new Column("E-VALUE", idea -> Values.rounded(idea.at("/verdict/eValue"))),
        new Column("NEEDED", idea -> Values.rounded(idea.at("/verdict/threshold"))),
        Column.of("PAIRS", "/verdict/pairs"),
        Column.of("VERDICT", "/verdict/outcome"));
  }

  private static String next(JsonNode summary, String typed) {
    StringBuilder text = new StringBuilder();
    if (summary.path("reviewsWaiting").isEmpty()) {
      text.append("No improvement was shown, so nothing waits for a person. To look closer:\n");
      text.append("  %s idea list --program %s\n".formatted(typed, name(summary)));
      text.append("  %s experiment view %s\n".formatted(typed, firstKey(summary)));
      return text.toString().stripTrailing();
    }
    text.append("Waiting for a person:\n");
    for (JsonNode review : summary.path("reviewsWaiting")) {
      String key = Values.text(review, "key");
      text.append("  %s review view %s\n".formatted(typed, key));
      text.append(
          "  %s review vote %s --approve --reason \"…\"   (or --veto, --abstain)\n"
              .formatted(typed, key));
    }
    return text.toString().stripTrailing();
  }

  private static String name(JsonNode summary) {
    return Values.text(summary, "program");
  }

  private static String firstKey(JsonNode summary) {
    return Values.text(summary, "/ideas/0/key");
  }
}
