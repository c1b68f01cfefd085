package dev.loopgate.reviews.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text that the log has a commitment of: {@code sha256} of the salt's bytes followed by the text.
 *
 * @param pointer where in the entry the commitment is (RFC 6901)
 * @param salt hex
 */
public record FreeText(
    @Schema(required = true) String pointer,
    @Schema(required = true) String salt,
    @Schema(required = true) String content) {}
