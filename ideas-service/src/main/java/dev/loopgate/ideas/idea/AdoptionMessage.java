package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import org.jspecify.annotations.Nullable;

/** What the commit and the tag of a generation say: idea, decision and verdict. */
final class AdoptionMessage {
  private AdoptionMessage() {}

  static String of(int generation, Idea idea, DecisionMade decision) {
    return """
    Generation %d of %s: %s

    %s

    Idea: %s %s
    Change: %s
    Authors: %s
    Decision: %s
    Decided-by: %s
    Reason: %s
    Dossier: %s
    Record-index: %d
    Verdict: %s
    """
        .formatted(
            generation,
            idea.program,
            idea.title,
            idea.hypothesis,
            idea.key,
            idea.id,
            idea.summary,
            String.join(", ", idea.authors),
            decision.decisionId(),
            String.join(", ", decision.deciders()),
            decision.reason().replaceAll("\\s+", " "),
            decision.dossierDigest(),
            decision.recordIndex(),
            verdict(idea.verdict()));
  }

  private static String verdict(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "none";
    }
    return "%s effect %s [%s, %s], e-value %s of %s after %d pairs"
        .formatted(
            verdict.outcome(),
            verdict.effect(),
            verdict.low(),
            verdict.high(),
            verdict.eValue(),
            verdict.threshold(),
            verdict.pairs());
  }
}
