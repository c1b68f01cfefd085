package dev.loopgate.reviews.policy;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Terms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expressions of the terms of one kind of review, by where they stand in the file. */
final class Expressions {
  private final Map<String, String> found = new LinkedHashMap<>();

  private Expressions() {}

  /** All but {@code copyWhen}, which speaks about more. */
  static Map<String, String> of(ReviewKind kind, Terms terms) {
    String pointer = "/spec/reviews/" + kind;
    Expressions expressions = new Expressions();
    expressions.add(pointer + "/decidedWhen", terms.decidedWhen());
    for (int i = 0; i < terms.conditions().size(); i++) {
      String at = "%s/conditions/%d".formatted(pointer, i);
      expressions.add(at + "/appliesWhen", terms.conditions().get(i).appliesWhen());
      expressions.add(at + "/satisfiedWhen", terms.conditions().get(i).satisfiedWhen());
    }
    for (int i = 0; i < terms.quorum().size(); i++) {
      expressions.add(
          "%s/requirements/%d/appliesWhen".formatted(pointer, i),
          terms.quorum().get(i).appliesWhen());
    }
    return expressions.found;
  }

  private void add(String pointer, @Nullable String expression) {
    if (expression != null) {
      found.put(pointer, expression);
    }
  }
}
