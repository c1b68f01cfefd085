package dev.loopgate.reviews.silence;

import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sends to let an agent change things again. */
public record LiftSilence(
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason) {}
