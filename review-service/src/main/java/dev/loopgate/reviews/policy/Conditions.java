package dev.loopgate.reviews.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Answer;
import dev.loopgate.reviews.rules.Change;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Facts;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Terms;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The compiled conditions of one policy version. An error while one is evaluated is an answer, and
 * one that no rule takes for a yes.
 */
final class Conditions {
  private record OfKind(
      Map<String, CelRuntime.Program> programs, CelRuntime.@Nullable Program copyWhen) {}

  private final Map<ReviewKind, OfKind> kinds = new EnumMap<>(ReviewKind.class);

  /** Compiles a policy; what does not compile is added to the faults. */
  Conditions(Policy policy, Faults faults) {
    for (ReviewKind kind : ReviewKind.values()) {
      kinds.put(kind, compile(kind, policy.terms(kind), faults));
    }
  }

  Findings findings(Dossier dossier) {
    Map<String, Map<String, Object>> facts = Facts.of(dossier);
    Map<String, Answer> answers = new HashMap<>();
    of(dossier.kind())
        .programs()
        .forEach((text, program) -> answers.put(text, answer(text, program, facts)));
    return Findings.of(answers);
  }

  /** Whether approvals of one dossier stay current for a later one; never when in doubt. */
  boolean carries(Dossier before, Dossier after) {
    CelRuntime.Program copyWhen = of(after.kind()).copyWhen();
    if (copyWhen == null) {
      return false;
    }
    Map<String, Map<String, Object>> facts = Facts.of(after);
    facts.put(FactTypes.CHANGE, Change.between(before, after).facts());
    return Boolean.TRUE.equals(answer("copyWhen", copyWhen, facts).value());
  }

  private OfKind of(ReviewKind kind) {
    return Objects.requireNonNull(kinds.get(kind), kind::name);
  }

  private static OfKind compile(ReviewKind kind, Terms terms, Faults faults) {
    Language language = Language.of(kind);
    Map<String, CelRuntime.Program> programs = new LinkedHashMap<>();
    Expressions.of(kind, terms)
        .forEach((pointer, text) ->
            language
                .compile(text, pointer, faults)
                .ifPresent(program -> programs.put(text, program)));
    String copyWhen = terms.copyWhen();
    return new OfKind(
        programs,
        copyWhen == null
            ? null
            : Language.ofChange(kind)
                .compile(copyWhen, "/spec/reviews/%s/copyWhen".formatted(kind), faults)
                .orElse(null));
  }

  private static Answer answer(
      String text, CelRuntime.Program program, Map<String, Map<String, Object>> facts) {
    try {
      return program.eval(facts) instanceof Boolean value
          ? new Answer(value, UsedFacts.words(text, facts))
          : Answer.error("%s is neither true nor false".formatted(text));
    } catch (CelEvaluationException | RuntimeException e) {
      return Answer.error(
          "%s cannot be said: %s (%s)"
              .formatted(text, UsedFacts.firstLine(e), UsedFacts.words(text, facts)));
    }
  }
}
