package dev.loopgate.ideas.decision;

import dev.loopgate.contracts.reviews.DecisionMade;

/** What the commit and the tag of a generation say that no idea made. */
final class DecisionMessage {
  private DecisionMessage() {}

  /**
   * A message.
   *
   * @param facts what was decided on, one {@code Name: value} a line
   */
  static String of(String title, String facts, DecisionMade decision) {
    return """
    %s

    %s
    Decision: %s
    Decided-by: %s
    Reason: %s
    Dossier: %s
    Record-index: %d
    """
        .formatted(
            title,
            facts,
            decision.decisionId(),
            String.join(", ", decision.deciders()),
            decision.reason().replaceAll("\\s+", " "),
            decision.dossierDigest(),
            decision.recordIndex());
  }
}
