package dev.loopgate.reviews.resumption;

import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person sends to have a stop ended.
 *
 * @param reason what was found and done since; the people who vote read it
 */
public record NewResumption(
    @NotBlank(message = "is required: say what was found and done")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason) {}
