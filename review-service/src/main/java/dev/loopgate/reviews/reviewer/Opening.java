package dev.loopgate.reviews.reviewer;

import java.time.Instant;
import java.util.UUID;

/**
 * A part of a dossier that a person opened.
 *
 * @param what for example {@code evidence}
 */
public record Opening(
    UUID id, UUID reviewId, String person, String what, String dossierDigest, Instant openedAt) {}
