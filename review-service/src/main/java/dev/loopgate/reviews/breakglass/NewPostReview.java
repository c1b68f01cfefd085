package dev.loopgate.reviews.breakglass;

import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What others think of a glass that was broken. */
public record NewPostReview(
    @NotNull(message = "is required: JUSTIFIED or NOT_JUSTIFIED") @Schema(required = true)
        GlassRecord.Finding finding,
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String comment) {}
