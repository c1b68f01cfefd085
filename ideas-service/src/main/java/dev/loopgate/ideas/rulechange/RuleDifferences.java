package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.wire.json.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds changes of what judges ideas; these are not the business of an ordinary apply. */
final class RuleDifferences {
  /** The sealed files, as if they were a field of the program file. */
  static final String EVALUATOR = "evaluator";

  /** What decides which numbers come out of a run: old and new ones cannot be compared. */
  private static final Set<String> MEASUREMENT =
      Set.of("objective", "guards", "paths", "stages", EVALUATOR);

  private RuleDifferences() {}

  /** What differs, in the order of the program file. */
  static List<Difference> between(ProgramSpec before, ProgramSpec after, Evaluator evaluator) {
    return Stream.of(
            compare("objective", ProgramSpec::objective, before, after),
            compare("guards", ProgramSpec::guards, before, after),
            compare("paths", ProgramSpec::paths, before, after),
            compare("stages", ProgramSpec::stages, before, after),
            compare("replication", ProgramSpec::replication, before, after),
            compare("budget", ProgramSpec::budget, before, after),
            compare("policy", ProgramSpec::policy, before, after),
            compare("tripwires", ProgramSpec::tripwires, before, after),
            compare("canaries", ProgramSpec::canaries, before, after),
            difference(EVALUATOR, evaluator.before(), evaluator.after()))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether what was measured under the old rules says nothing under the new ones. */
  static boolean concernMeasurement(List<Difference> changes) {
    return changes.stream().map(Difference::field).anyMatch(MEASUREMENT::contains);
  }

  private static List<Difference> compare(
      String field,
      Function<ProgramSpec, @Nullable Object> rule,
      ProgramSpec before,
      ProgramSpec after) {
    return difference(field, rule.apply(before), rule.apply(after));
  }

  private static List<Difference> difference(
      String field, @Nullable Object before, @Nullable Object after) {
    return digest(before).equals(digest(after))
        ? List.of()
        : List.of(new Difference(field, plain(before), plain(after)));
  }

  private static String digest(@Nullable Object value) {
    return value == null ? "" : Json.digest(List.of(value));
  }

  /** As JSON values, which is how it is told and stored. */
  private static @Nullable Object plain(@Nullable Object value) {
    return value == null ? null : Json.read(Json.write(value), Object.class);
  }
}
