package dev.loopgate.reviews.breakglass;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A glass that was broken, until somebody else has looked at it.
 *
 * @param people who called it
 * @param expiresAt from when it waives nothing more
 * @param dueAt until when others must have reviewed it; later ones keep every glass whole
 * @param finding what the post-review came to; absent before there was one
 */
public record GlassRecord(
    @Schema(required = true) UUID id,
    @Schema(required = true) UUID reviewId,
    @Schema(required = true) String reviewKey,
    @Schema(required = true) List<String> people,
    @Schema(required = true) List<String> reasons,
    @Schema(required = true) String dossierDigest,
    @Schema(required = true) Instant usedAt,
    @Schema(required = true) Instant expiresAt,
    @Schema(required = true) Instant dueAt,
    @Nullable String reviewedBy,
    @Nullable Instant reviewedAt,
    @Nullable Finding finding,
    @Nullable String comment) {
  /** What others think of it afterwards. */
  public enum Finding {
    JUSTIFIED,
    NOT_JUSTIFIED
  }

  public GlassRecord {
    people = List.copyOf(people);
    reasons = List.copyOf(reasons);
  }
}
