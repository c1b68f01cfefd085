package dev.loopgate.contracts.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code review.opened}: people are asked.
 *
 * @param programId absent when the review is about all programs
 * @param ideaId what a CLEARANCE or an ADOPTION is about; absent for the other kinds
 * @param subjectId what a review of another kind is about: a rule change, a rollback, a stop
 * @param subjectKey how people call it, for example {@code digits-rules-2}
 * @param dossierDigest {@code sha256:<hex>} of the canonical JSON of the dossier
 */
public record ReviewOpened(
    UUID reviewId,
    String key,
    ReviewKind kind,
    @Nullable UUID programId,
    @Nullable UUID ideaId,
    @Nullable String ideaKey,
    @Nullable UUID subjectId,
    @Nullable String subjectKey,
    @Nullable UUID experimentId,
    String dossierDigest,
    Instant openedAt)
    implements ReviewEvent {
  public static final String TYPE = "review.opened";
}
