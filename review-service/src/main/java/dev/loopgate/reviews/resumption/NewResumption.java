package dev.loopgate.reviews.resumption;

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
            regexp = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*",
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason) {}
