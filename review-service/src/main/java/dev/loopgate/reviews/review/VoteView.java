package dev.loopgate.reviews.review;

import dev.loopgate.contracts.reviews.VoteCast;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A vote as the service shows it.
 *
 * @param dossierDigest what the voter had read
 * @param outdated whether new evidence came since, so that it no longer counts; a veto stays
 */
public record VoteView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String voter,
    @Schema(required = true) VoteCast.Value value,
    @Schema(required = true) String reason,
    @Schema(required = true) String dossierDigest,
    @Schema(required = true) Instant castAt,
    @Schema(required = true) boolean outdated) {}
