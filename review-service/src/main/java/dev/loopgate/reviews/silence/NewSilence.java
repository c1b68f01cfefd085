package dev.loopgate.reviews.silence;

import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person sends to silence an agent.
 *
 * @param agent its subject
 * @param reason in that person's words; the agent is told
 */
public record NewSilence(
    @NotBlank(message = "is required: the subject of the agent")
        @Size(max = 255, message = "must have at most 255 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        @Schema(required = true)
        String agent,
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason) {}
