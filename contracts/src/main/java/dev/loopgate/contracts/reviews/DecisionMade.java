package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code decision.made}: the sealed outcome of a review.
 *
 * @param programId absent when the review is about all programs
 * @param ideaId what a CLEARANCE or an ADOPTION is about; absent for the other kinds
 * @param subjectId what a review of another kind is about: a rule change, a rollback, a stop
 * @param subjectKey how people call it, for example {@code digits-rules-2}
 * @param generation number of the generation that the review is against; 0 for none
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
    @Nullable UUID programId,
    @Nullable UUID ideaId,
    @Nullable String ideaKey,
    @Nullable UUID subjectId,
    @Nullable String subjectKey,
    @Nullable UUID generationId,
    int generation,
    @Nullable UUID experimentId,
    String dossierDigest,
    String policy,
    List<String> deciders,
    String reason,
    long recordIndex,
    Instant decidedAt)
    implements ReviewEvent, MustUnderstand {
  public static final String TYPE = "decision.made";

  public DecisionMade {
    deciders = List.copyOf(deciders);
  }

  /** How a review can end. */
  public enum Outcome {
    /** The idea becomes the baseline. */
    ADOPT,
    /** Whatever was asked for does not happen. */
    REJECT,
    /** The idea may run. */
    CLEAR,
    /** The older generation becomes the baseline again. */
    ROLL_BACK,
    /** The rules change. */
    CHANGE_RULES,
    /** What was stopped goes on. */
    RESUME
  }
}
