package dev.loopgate.contracts.reviews;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code break-glass.used}: two people have set aside whom the policy asks for. Everybody is told
 * at once, and others must look at it afterwards.
 *
 * @param people the two who called it
 * @param reasons theirs, in the same order
 * @param expiresAt from when it waives nothing more
 * @param postReviewDueAt until when somebody else must have reviewed it
 */
public record BreakGlassUsed(
    UUID breakGlassId,
    UUID reviewId,
    String reviewKey,
    ReviewKind kind,
    @Nullable UUID programId,
    String dossierDigest,
    List<String> people,
    List<String> reasons,
    Instant usedAt,
    Instant expiresAt,
    Instant postReviewDueAt)
    implements ReviewEvent {
  public static final String TYPE = "break-glass.used";

  public BreakGlassUsed {
    people = List.copyOf(people);
    reasons = List.copyOf(reasons);
  }
}
