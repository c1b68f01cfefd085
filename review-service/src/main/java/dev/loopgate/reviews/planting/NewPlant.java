package dev.loopgate.reviews.planting;

import dev.loopgate.reviews.rules.Defect;
import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to plant. Who has judged the model would know its words again, so they can be others.
 *
 * @param model key or id of an adoption that has ended
 * @param defect what is to be wrong
 * @param title of the idea; absent means that of the model, and so for the next two
 */
public record NewPlant(
    @NotBlank(message = "is required: the key or id of an adoption that has ended")
        @Size(max = 300, message = "must have at most 300 characters")
        @Schema(required = true)
        String model,
    @NotNull(message = "is required: what is to be wrong") @Schema(required = true) Defect defect,
    @Nullable
        @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String title,
    @Nullable
        @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String hypothesis,
    @Nullable
        @Size(min = 1, max = 500, message = "must have 1 to 500 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String summary) {}
