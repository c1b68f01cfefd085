package dev.loopgate.reviews.delegation;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One person's voice in another one's hand: for some reviews, for some time, and no further. A
 * delegate's own delegations do not pass it on.
 *
 * @param roles what the voice counts as: the delegator's voting roles when it was lent
 * @param kinds of reviews; empty means all
 * @param program name of the program; absent means all
 * @param review key of the one review; absent means all
 * @param revokedAt when the delegator took it back, and with it what was said under it
 */
public record Delegation(
    @Schema(required = true) UUID id,
    @Schema(required = true) String delegator,
    @Schema(required = true) String delegate,
    @Schema(required = true) Set<Role> roles,
    @Schema(required = true) List<ReviewKind> kinds,
    @Nullable String program,
    @Nullable String review,
    @Schema(required = true) String reason,
    @Schema(required = true) Instant startsAt,
    @Schema(required = true) Instant expiresAt,
    @Nullable Instant revokedAt) {
  public Delegation {
    roles = Set.copyOf(roles);
    kinds = List.copyOf(kinds);
  }

  /** Whether the delegate may speak on a review now. */
  public boolean covers(ReviewKind kind, String programName, String reviewKey, Instant now) {
    return revokedAt == null
        && !now.isBefore(startsAt)
        && now.isBefore(expiresAt)
        && (kinds.isEmpty() || kinds.contains(kind))
        && (program == null || program.equals(programName))
        && (review == null || review.equals(reviewKey));
  }
}
