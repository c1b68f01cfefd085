package dev.loopgate.cli.audit;

import dev.loopgate.tlog.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a generation is the baseline.
 *
 * @param steps what happened, each with its index in the log
 * @param checks what must hold of them
 */
record Explanation(String program, int generation, List<Step> steps, List<Check> checks) {
  Explanation {
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
  }

  record Step(long index, String what, String at, String detail) {}

  record Check(String claim, boolean holds) {}

  boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }

  String text(Checkpoint checkpoint) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Why generation %d of %s is a baseline, from %d verified entries of %s alone:"
            .formatted(generation, program, checkpoint.size(), checkpoint.origin()));
    for (Step step : steps) {
      lines.add(
          "  #%-6d %-11s %s  %s".formatted(step.index(), step.what(), step.at(), step.detail()));
    }
    checks.forEach(check -> lines.add("  " + (check.holds() ? "ok   " : "NOT  ") + check.claim()));
    return String.join("\n", lines);
  }
}
