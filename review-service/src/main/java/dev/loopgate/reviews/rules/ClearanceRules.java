package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.IdeaFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule decides a clearance: where the terms say so, never about flagged ideas, and about
 * what an agent wrote only where a sandbox is known.
 */
final class ClearanceRules {
  private final Terms terms;
  private final List<IdeaFlag> flags;
  private final Answer answer;
  private final CodeOfAgents code;

  ClearanceRules(Policy policy, Terms terms, Dossier dossier, Findings findings) {
    this.terms = terms;
    @Nullable List<IdeaFlag> known = dossier.requireIdea().flags();
    flags = Objects.requireNonNullElse(known, List.of());
    answer = findings.to(terms.decidedWhen());
    code = new CodeOfAgents(policy, dossier.requireIdea(), findings.offered());
  }

  boolean decides() {
    return terms.decidedWhen() != null && flags.isEmpty() && answer.isTrue() && !code.isExposed();
  }

  /** The weakest sandbox that it may run in, whoever clears it. */
  Isolation minimumIsolation() {
    return code.minimumIsolation();
  }

  List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    if (terms.decidedWhen() != null) {
      requirements.add(rule());
    }
    flags.forEach(flag -> requirements.add(lookAt(flag)));
    if (code.isExposed()) {
      requirements.add(code.risk());
    }
    return requirements;
  }

  private Requirement rule() {
    if (answer.isError()) {
      return Requirement.error(terms.rule(), answer.words());
    }
    if (!flags.isEmpty()) {
      return Requirement.notApplicable(terms.rule(), "the idea is flagged: people decide");
    }
    if (!answer.isTrue()) {
      return Requirement.notApplicable(terms.rule(), answer.words() + ": people decide");
    }
    if (code.isExposed()) {
      return Requirement.notApplicable(
          terms.rule(), "no sandbox is known for what an agent wrote: people decide");
    }
    return Requirement.satisfied(
        terms.rule(),
        "%s; runs in %s isolation or stronger".formatted(answer.words(), code.minimumIsolation()));
  }

  /** Says what to look for; the approval itself is the look. */
  private static Requirement lookAt(IdeaFlag flag) {
    return Requirement.notApplicable(
        "flag",
        "%s, so no rule may clear it. Whoever approves has looked at: %s"
            .formatted(flag.kind(), flag.evidence()));
  }
}
