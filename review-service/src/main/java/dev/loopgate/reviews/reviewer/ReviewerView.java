package dev.loopgate.reviews.reviewer;

import dev.loopgate.contracts.access.Role;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a person reviews, for those who look after the people and not after the ideas.
 *
 * @param roles as last seen
 * @param votesToday answers on this UTC day
 * @param votes answers ever
 * @param approvals how many of them approved
 * @param medianDwellSeconds from first opening to vote; absent when nothing was ever opened
 * @param unread how many answers were given without opening anything
 * @param overDailyLoad whether one of today's answers was more than its policy deems sound
 * @param plantsSeen planted reviews that have ended on which the last word was an approval or a
 *     veto
 * @param plantsCaught on how many of those it was a veto
 */
public record ReviewerView(
    @Schema(required = true) String person,
    @Schema(required = true) List<Role> roles,
    @Schema(required = true) Instant seenAt,
    @Schema(required = true) int votesToday,
    @Schema(required = true) int votes,
    @Schema(required = true) int approvals,
    @Nullable Long medianDwellSeconds,
    @Schema(required = true) int unread,
    @Schema(required = true) boolean overDailyLoad,
    @Schema(required = true) int plantsSeen,
    @Schema(required = true) int plantsCaught) {
  public ReviewerView {
    roles = List.copyOf(roles);
  }
}
