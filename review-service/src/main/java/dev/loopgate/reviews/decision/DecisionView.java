package dev.loopgate.reviews.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the service shows it.
 *
 * @param ideaId what a CLEARANCE or an ADOPTION is about; absent for the other kinds
 * @param subjectId what a review of another kind is about
 * @param generation 0 when the review is against none
 * @param rule what made it: the name of a rule of the policy, or {@code votes}
 * @param deciders subjects of the people whose votes made it; empty when a rule did
 * @param recordIndex its place in the log, from 0; absent for the moment until it has one
 */
public record DecisionView(
    @Schema(required = true) UUID id,
    @Schema(required = true) UUID reviewId,
    @Schema(required = true) String reviewKey,
    @Schema(required = true) ReviewKind kind,
    @Schema(required = true) DecisionMade.Outcome outcome,
    @Nullable UUID programId,
    @Schema(required = true) String program,
    @Nullable UUID ideaId,
    @Nullable String ideaKey,
    @Nullable UUID subjectId,
    @Nullable String subjectKey,
    @Nullable UUID generationId,
    @Schema(required = true) int generation,
    @Nullable UUID experimentId,
    @Schema(required = true) String dossierDigest,
    @Schema(required = true) String policy,
    @Schema(required = true) String rule,
    @Schema(required = true) List<String> deciders,
    @Schema(required = true) String reason,
    @Nullable Long recordIndex,
    @Schema(required = true) Instant decidedAt) {
  public DecisionView {
    deciders = List.copyOf(deciders);
  }
}
