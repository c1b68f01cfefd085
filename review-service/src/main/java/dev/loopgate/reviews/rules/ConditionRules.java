package dev.loopgate.reviews.rules;

import dev.loopgate.reviews.rules.Terms.Condition;
import java.util.List;

/** The requirements that facts meet. */
final class ConditionRules {
  private ConditionRules() {}

  static List<Requirement> requirements(Terms terms, Findings findings) {
    return terms.conditions().stream().map(condition -> requirement(condition, findings)).toList();
  }

  private static Requirement requirement(Condition condition, Findings findings) {
    Answer applies = findings.to(condition.appliesWhen());
    if (applies.isError()) {
      return Requirement.error(condition.name(), "whether it applies: " + applies.words());
    }
    if (!applies.isTrue()) {
      return Requirement.notApplicable(condition.name(), applies.words());
    }
    Answer answer = findings.to(condition.satisfiedWhen());
    if (answer.isError()) {
      return Requirement.error(condition.name(), answer.words());
    }
    return Requirement.when(
        answer.isTrue(),
        condition.name(),
        "%s (%s)".formatted(condition.message(), answer.words()));
  }
}
