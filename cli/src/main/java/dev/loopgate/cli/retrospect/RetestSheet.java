package dev.loopgate.cli.retrospect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;
import dev.loopgate.cli.output.Values;
import java.util.List;

/** What became of the keeps when they were measured again, as people read it. */
final class RetestSheet {
  private RetestSheet() {}

  static String of(List<ObjectNode> findings) {
    List<JsonNode> rows = List.copyOf(findings);
    long hold = rows.stream().filter(row -> row.path("holds").asBoolean()).count();
    String table =
        Table.of(
            rows,
            Column.of("KEEP", "keep"),
            new Column("CLAIMED", row -> Values.signed(row.path("claimed"))),
            new Column("MEASURED", row -> Values.effect(row.path("verdict"))),
            Column.of("PAIRS", "pairs"),
            Column.of("VERDICT", "outcome"),
            Column.of("CHANGE", "change"));
    return "%s\n\n%d of your %d wins hold.".formatted(table, hold, rows.size());
  }
}
