package dev.loopgate.ideas.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.problem.Problem;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.contracts.ideas.ProgramSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds changes of what judges ideas; these are not the business of an ordinary apply. */
final class RuleChange {
  static final ProblemType TYPE =
      new ProblemType("rule-change", 409, "The rules of a running program are changed by review");

  private RuleChange() {}

  /** The fields of the specification that judge and differ. */
  static List<String> between(ProgramSpec before, ProgramSpec after) {
    List<String> changed = new ArrayList<>();
    compare("/spec/objective", before.objective(), after.objective(), changed);
    compare("/spec/guards", before.guards(), after.guards(), changed);
    compare("/spec/paths", before.paths(), after.paths(), changed);
    compare("/spec/stages", before.stages(), after.stages(), changed);
    compare("/spec/replication", before.replication(), after.replication(), changed);
    compare("/spec/budget", before.budget(), after.budget(), changed);
    compare("/spec/policy", before.policy(), after.policy(), changed);
    compare("/spec/tripwires", before.tripwires(), after.tripwires(), changed);
    compare("/spec/canaries", before.canaries(), after.canaries(), changed);
    return changed;
  }

  static void refuse(String program, List<String> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<Problem.Fault> faults =
        changed.stream()
            .map(field -> new Problem.Fault(field, "differs from the program that is running"))
            .toList();
    throw new ProblemException(
        TYPE,
        "Changing %s of program %s needs a RULE_CHANGE review, which this release does not offer. Create a new program under another name."
            .formatted(String.join(", ", changed), program),
        faults);
  }

  private static void compare(
      String field, @Nullable Object before, @Nullable Object after, List<String> changed) {
    if (!digest(before).equals(digest(after))) {
      changed.add(field);
    }
  }

  private static String digest(@Nullable Object value) {
    return value == null ? "" : Json.digest(List.of(value));
  }
}
