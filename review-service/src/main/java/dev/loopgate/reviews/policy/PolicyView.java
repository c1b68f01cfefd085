package dev.loopgate.reviews.policy;

import dev.loopgate.reviews.rules.Policy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A policy version as the service shows it.
 *
 * @param ref name and version, for example {@code standard@1}
 * @param digest {@code sha256:<hex>} of the canonical JSON of {@code policy}
 */
public record PolicyView(
    @Schema(required = true) String ref,
    @Schema(required = true) String digest,
    @Schema(required = true) Policy policy) {}
