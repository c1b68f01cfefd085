package dev.loopgate.reviews.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of a policy came to for one dossier. Whoever evaluates them does that
 * elsewhere; the rules see answers only, and an answer that is not there is an error.
 *
 * @param answers by expression
 * @param fault why the policy cannot be used at all; null when it can
 */
public record Findings(Map<String, Answer> answers, @Nullable String fault) {
  public Findings {
    answers = Map.copyOf(answers);
  }

  public static Findings of(Map<String, Answer> answers) {
    return new Findings(answers, null);
  }

  /** Of a policy that cannot be used. */
  public static Findings broken(String fault) {
    return new Findings(Map.of(), fault);
  }

  /** The answer to an expression; the absent expression is always true. */
  Answer to(@Nullable String expression) {
    if (fault != null) {
      return Answer.error(fault);
    }
    if (expression == null) {
      return Answer.ALWAYS;
    }
    return answers.getOrDefault(expression, Answer.error("nobody evaluated it: " + expression));
  }
}
