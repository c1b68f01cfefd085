package dev.loopgate.contracts.reviews;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code decision.made}: the sealed outcome of a review.
 *
 * @param policy name and version, for example {@code standard@1}
 * @param deciders subjects of the people whose votes made it
 * @param recordIndex position in the append-only record, from 0
 */
public record DecisionMade(
    UUID decisionId,
    UUID reviewId,
    String reviewKey,
    ReviewKind kind,
    Outcome outcome,
    UUID programId,
    UUID ideaId,
    String ideaKey,
    UUID generationId,
    int generation,
    @Nullable UUID experimentId,
    String dossierDigest,
    String policy,
    List<String> deciders,
    String reason,
    long recordIndex,
    Instant decidedAt)
    implements ReviewEvent {
  public static final String TYPE = "decision.made";

  public DecisionMade {
    deciders = List.copyOf(deciders);
  }

  /** How a review can end. */
  public enum Outcome {
    ADOPT,
    REJECT,
    CLEAR
  }
}
