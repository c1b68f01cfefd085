package dev.loopgate.reviews.docket;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.contracts.reviews.VoteCast.Authentication;
import dev.loopgate.contracts.reviews.VoteCast.Behaviour;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A vote as the service shows it.
 *
 * @param onBehalfOf whose voice it is, when the voter is a delegate
 * @param roles what it may be counted as
 * @param authentication how the voter had logged in, as far as the token said
 * @param dossierDigest what the voter had read
 * @param revisionDigest of the patch that the voter had read
 * @param evidenceDigest of the evidence that the voter had read
 * @param outdated whether a newer dossier came since that the policy wants read again; a veto stays
 * @param counts whether it has a say now: not superseded, outdated, expired, withdrawn, revoked or
 *     an author's
 * @param behaviour what the voter had opened, and for how long
 */
public record VoteView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String voter,
    @Nullable String onBehalfOf,
    @Schema(required = true) VoteCast.Value value,
    @Schema(required = true) List<Role> roles,
    @Nullable Authentication authentication,
    @Schema(required = true) String reason,
    @Schema(required = true) List<String> reasonCodes,
    @Schema(required = true) String dossierDigest,
    @Nullable String revisionDigest,
    @Nullable String evidenceDigest,
    @Nullable String policy,
    @Schema(required = true) Instant castAt,
    @Schema(required = true) boolean outdated,
    @Schema(required = true) boolean counts,
    @Nullable Behaviour behaviour) {
  static VoteView of(VoteCast cast, boolean outdated, boolean counts) {
    return new VoteView(
        cast.voteId(),
        cast.voter(),
        cast.onBehalfOf(),
        cast.value(),
        cast.roles(),
        cast.authentication(),
        cast.reason(),
        cast.reasonCodes(),
        cast.dossierDigest(),
        cast.revisionDigest(),
        cast.evidenceDigest(),
        cast.policy(),
        cast.castAt(),
        outdated,
        counts,
        cast.behaviour());
  }
}
