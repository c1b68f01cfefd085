package dev.loopgate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;

/** Shows one page of a list, and how to get the next. */
public final class Lists {
  private Lists() {}

  public static void show(Session session, JsonNode page, String empty, Column... columns) {
    JsonNode items = page.isArray() ? page : page.path("items");
    if (items.isEmpty() && !session.wantsJson()) {
      session.screen().note(empty);
      return;
    }
    session.show(page, Table.of(items, columns));
    if (page.hasNonNull("nextCursor") && !session.wantsJson()) {
      session.screen().note("more: --cursor " + page.path("nextCursor").asText());
    }
  }
}
