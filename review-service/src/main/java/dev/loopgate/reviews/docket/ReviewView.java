package dev.loopgate.reviews.docket;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review as the service shows it.
 *
 * @param key for example {@code digits-3-adoption}
 * @param programId absent when the review is about all programs; {@code program} is {@code *} then
 * @param ideaKey what a CLEARANCE or an ADOPTION is about; absent for the other kinds
 * @param subjectKey what a review of another kind is about
 * @param generation number of the generation that the idea is against
 * @param stateReason why it is no longer open
 * @param policy name and version of the terms, for example {@code standard@1}
 * @param dossierDigest {@code sha256:<hex>} of the canonical JSON of {@code dossier}; send it as
 *     {@code If-Match} with a vote
 * @param dossierVersion counts from 1
 * @param requirements what is needed, and how it stands
 * @param votes in the order in which they were cast; of each person the last one is effective
 * @param blind whether the votes of others are hidden from the reader, who has not voted yet
 * @param escalated whether too few people are left who could decide, because of conflicts of
 *     interest: somebody must name more, and nothing passes by itself
 * @param plant what was wrong and who found it, when the review was planted and has ended
 */
public record ReviewView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String key,
    @Schema(required = true) ReviewKind kind,
    @Nullable UUID programId,
    @Schema(required = true) String program,
    @Nullable String ideaKey,
    @Nullable UUID ideaId,
    @Nullable String subjectKey,
    @Nullable UUID subjectId,
    @Nullable UUID experimentId,
    @Schema(required = true) int generation,
    @Schema(required = true) ReviewState state,
    @Nullable String stateReason,
    @Schema(required = true) String policy,
    @Schema(required = true) String dossierDigest,
    @Schema(required = true) int dossierVersion,
    @Schema(required = true) Dossier dossier,
    @Schema(required = true) List<Requirement> requirements,
    @Schema(required = true) List<VoteView> votes,
    @Schema(required = true) boolean blind,
    @Schema(required = true) boolean escalated,
    @Nullable DecisionView decision,
    @Nullable PlantView plant,
    @Schema(required = true) Instant openedAt) {
  public ReviewView {
    requirements = List.copyOf(requirements);
    votes = List.copyOf(votes);
  }
}
