package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code clearance.granted}: an idea may run.
 *
 * @param policy name and version of the policy, for example {@code standard@1}
 * @param rule what cleared it: the name of a rule, or {@code votes}
 * @param minimumIsolation the weakest sandbox that its runs may use
 */
public record ClearanceGranted(
    UUID reviewId,
    UUID ideaId,
    String ideaKey,
    UUID programId,
    String policy,
    String rule,
    Isolation minimumIsolation,
    Instant grantedAt)
    implements ReviewEvent, MustUnderstand {
  public static final String TYPE = "clearance.granted";
}
