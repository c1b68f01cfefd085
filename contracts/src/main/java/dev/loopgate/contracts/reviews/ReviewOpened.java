package dev.loopgate.contracts.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code review.opened}: people are asked.
 *
 * @param dossierDigest {@code sha256:<hex>} of the canonical JSON of the dossier
 */
public record ReviewOpened(
    UUID reviewId,
    String key,
    ReviewKind kind,
    UUID programId,
    UUID ideaId,
    String ideaKey,
    @Nullable UUID experimentId,
    String dossierDigest,
    Instant openedAt)
    implements ReviewEvent {
  public static final String TYPE = "review.opened";
}
