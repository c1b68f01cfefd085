package dev.loopgate.reviews.amendment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a policy file.
 *
 * @param ref name and version that it has or would have, for example {@code standard@2}
 * @param digest {@code sha256:<hex>} of the canonical JSON of the file
 * @param review the key of the review that decides; absent when none is needed
 */
public record AppliedPolicy(
    @Schema(required = true) String ref,
    @Schema(required = true) String digest,
    @Schema(required = true) Outcome outcome,
    @Nullable String review) {
  /** What an application came to. */
  public enum Outcome {
    /** A new name: in force. */
    CREATED,
    /** The version in force says the same. */
    UNCHANGED,
    /** People are asked; until they agree the version in force stays. */
    PROPOSED
  }
}
