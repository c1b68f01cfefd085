package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out beside a dossier: what the conditions of a policy came to for it, and where it
 * could run. Whoever evaluates conditions does that elsewhere; the rules see answers only, and an
 * answer that is not there is an error.
 *
 * @param answers by expression
 * @param fault why the policy cannot be used at all; null when it can
 * @param offered the strongest sandbox that a worker offers; null when no worker is known
 */
public record Findings(
    Map<String, Answer> answers, @Nullable String fault, @Nullable Isolation offered) {
  public Findings {
    answers = Map.copyOf(answers);
  }

  public static Findings of(Map<String, Answer> answers) {
    return new Findings(answers, null, null);
  }

  /** Of a policy that cannot be used. */
  public static Findings broken(String fault) {
    return new Findings(Map.of(), fault, null);
  }

  /** The same where workers offer this. */
  public Findings offering(@Nullable Isolation strongest) {
    return new Findings(answers, fault, strongest);
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
