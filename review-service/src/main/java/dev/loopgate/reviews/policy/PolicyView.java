package dev.loopgate.reviews.policy;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy version as the service shows it.
 *
 * @param ref name and version, for example {@code standard@1}
 * @param digest {@code sha256:<hex>} of the canonical JSON of {@code policy}
 * @param policy the file that was applied; it can be applied again as it is
 * @param fault why nothing can be decided under it; absent when something can
 * @param appliedBy absent when it was shipped
 */
public record PolicyView(
    @Schema(required = true) String ref,
    @Schema(required = true) String name,
    @Schema(required = true) int version,
    @Schema(required = true) String digest,
    @Nullable PolicyFile policy,
    @Nullable String fault,
    @Nullable String appliedBy,
    @Schema(required = true) Instant appliedAt) {
  static PolicyView of(PolicyVersion version) {
    KnownPolicy known = KnownPolicy.of(version);
    return new PolicyView(
        version.ref(),
        version.name(),
        version.version(),
        version.digest(),
        known.file(),
        known.fault(),
        version.appliedBy(),
        version.appliedAt());
  }
}
