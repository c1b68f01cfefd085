package dev.loopgate.reviews.review;

import dev.loopgate.contracts.reviews.VoteCast;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person answers.
 *
 * @param reason for those who read the record later; text that could show as something else than it
 *     is (control characters, bidirectional overrides) is refused
 */
public record NewVote(
    @NotNull(message = "is required: APPROVE, VETO or ABSTAIN") @Schema(required = true)
        VoteCast.Value value,
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*",
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason) {}
