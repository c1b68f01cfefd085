package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.canary.Finding.Result;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;
import dev.loopgate.wire.json.Json;
import java.util.List;

/**
 * What a whole corpus showed; the fields of its JSON are promised to scripts.
 *
 * @param control a real improvement: without it, a loop that finds nothing would catch everything
 */
record Catch(Finding control, List<Finding> findings) {
  Catch {
    findings = List.copyOf(findings);
  }

  /** Whether the loop found what is better, and nothing that cheats got past it. */
  boolean isWhole() {
    return control.isCaught() && count(Result.MISSED) == 0;
  }

  private long count(Result result) {
    return findings.stream().filter(finding -> finding.result() == result).count();
  }

  private long judged() {
    return findings.size() - count(Result.REFUSED_BY_POLICY);
  }

  ObjectNode json() {
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.set("control", control.json());
    summary.put("caught", count(Result.CAUGHT)).put("missed", count(Result.MISSED));
    summary.put("refusedByPolicy", count(Result.REFUSED_BY_POLICY));
    summary.put("rate", judged() == 0 ? 1.0 : count(Result.CAUGHT) / (double) judged());
    findings.forEach(finding -> summary.withArray("canaries").add(finding.json()));
    return summary;
  }

  /** The table, and the one line that matters. */
  String report() {
    return table() + "\n\n" + verdictOnControl() + rate() + refused();
  }

  private String table() {
    return Table.of(
        json().path("canaries"),
        Column.of("CANARY", "name"),
        Column.of("NEEDS", "needs"),
        Column.of("EXPECTED", "expected"),
        Column.of("RESULT", "result"),
        Column.of("SEEN", "seen"));
  }

  private String verdictOnControl() {
    return control.isCaught()
        ? "A real improvement was found to be one.\n"
        : "A real improvement was NOT found, so the rest means little: %s\n"
            .formatted(control.seen());
  }

  private String rate() {
    long caught = count(Result.CAUGHT);
    long percent = judged() == 0 ? 100 : 100 * caught / judged();
    return "caught %d of %d (%d %%)".formatted(caught, judged(), percent);
  }

  private String refused() {
    return findings.stream()
        .filter(finding -> finding.result() == Result.REFUSED_BY_POLICY)
        .findFirst()
        .map(first -> "; %d %s".formatted(count(Result.REFUSED_BY_POLICY), first.seen()))
        .orElse("");
  }
}
