package dev.loopgate.reviews.ideas;

import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RollbackProposed.Undone;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people are shown of a question about a program, as JSON values under stable names: policies
 * decide on them, too.
 */
final class QuestionContent {
  private QuestionContent() {}

  /**
   * {@code changedFields} (names in the program file, {@code evaluator} for the sealed files),
   * {@code before} and {@code after} (the values, by field; absent where the file leaves one out),
   * {@code evaluatorChanged}, {@code remeasured} and {@code baseVersion}.
   */
  static Map<String, Object> of(RuleChangeProposed proposed) {
    Map<String, Object> before = new LinkedHashMap<>();
    Map<String, Object> after = new LinkedHashMap<>();
    for (Difference change : proposed.changes()) {
      if (change.before() != null) {
        before.put(change.field(), change.before());
      }
      if (change.after() != null) {
        after.put(change.field(), change.after());
      }
    }
    return Map.of(
        "changedFields",
        proposed.changes().stream().map(Difference::field).toList(),
        "before",
        before,
        "after",
        after,
        "evaluatorChanged",
        !proposed.evaluator().before().equals(proposed.evaluator().after()),
        "remeasured",
        proposed.remeasured(),
        "baseVersion",
        proposed.baseVersion(),
        "specDigest",
        proposed.specDigest());
  }

  /**
   * {@code fromGeneration}, {@code toGeneration}, the keys of the {@code undoneIdeas} and those of
   * the {@code reinstatedIdeas}, which an earlier rollback took out.
   */
  static Map<String, Object> of(RollbackProposed proposed) {
    List<String> undone = proposed.undone().stream().map(Undone::ideaKey).toList();
    List<String> reinstated = proposed.reinstated().stream().map(Undone::ideaKey).toList();
    return Map.of(
        "fromGeneration",
        proposed.generation(),
        "toGeneration",
        proposed.toGeneration(),
        "undoneIdeas",
        undone,
        "reinstatedIdeas",
        reinstated);
  }
}
