package dev.loopgate.reviews.delegation;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * To whom a person lends their voice, on what, and for how long.
 *
 * @param delegate subject of the person
 * @param kinds of reviews; absent means all
 * @param program name of the program; absent means all
 * @param review key of the one review; absent means all
 * @param days 1 to 30
 */
public record NewDelegation(
    @NotBlank(message = "is required: whom do you ask")
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        @Schema(required = true)
        String delegate,
    @Nullable @Size(max = 5, message = "names each kind once") List<@NotNull ReviewKind> kinds,
    @Nullable
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String program,
    @Nullable
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String review,
    @Min(value = 1, message = "must be at least 1")
        @Max(value = 30, message = "must be at most 30: a voice is lent, not given away")
        @Schema(required = true)
        int days,
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        @Schema(required = true)
        String reason) {

  public NewDelegation {
    kinds = kinds == null ? null : List.copyOf(kinds);
  }
}
