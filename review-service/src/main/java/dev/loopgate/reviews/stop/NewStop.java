package dev.loopgate.reviews.stop;

import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.wire.text.Plain;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sends to stop the loop.
 *
 * @param level FREEZE for anybody, KILL for people with the role operator, safety or admin
 * @param scope the name of a program; absent or {@code *} for all
 * @param reason for those who will decide about the resumption; may be left out when there is no
 *     time
 */
public record NewStop(
    @NotNull(message = "is required: FREEZE or KILL") @Schema(required = true) Level level,
    @Nullable @Size(max = 100, message = "must have at most 100 characters") String scope,
    @Nullable
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Pattern(
            regexp = Plain.TEXT,
            message = "must not contain control characters, line breaks included")
        String reason) {}
