package dev.loopgate.reviews.vote;

import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers.
 *
 * @param reason for those who read the record later; text that could show as something else than it
 *     is (control characters, bidirectional overrides) is refused
 * @param reasonCodes short words for those who count reasons, for example {@code weak-evidence}
 * @param onBehalfOf the person who lent the voter their voice; absent for one's own
 */
public record NewVote(
    @NotNull(message = "is required: APPROVE, VETO, ABSTAIN, RECUSE or WITHDRAW")
        @Schema(required = true)
        VoteCast.Value value,
    @NotBlank(message = "is required: say why, in a sentence")
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        @Schema(required = true)
        String reason,
    @Nullable @Size(max = 10, message = "has at most 10 entries")
        List<
                @NotNull(message = "must not be null")
                @Pattern(
                    regexp = "[a-z][a-z0-9-]{0,62}",
                    message = "has small letters, digits and hyphens, at most 63")
                String>
            reasonCodes,
    @Nullable
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = Plain.TEXT, message = "must not contain control characters")
        String onBehalfOf) {}
