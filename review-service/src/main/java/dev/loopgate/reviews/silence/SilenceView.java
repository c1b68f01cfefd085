package dev.loopgate.reviews.silence;

import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.SilenceChanged.Lift;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A silence as the service shows it.
 *
 * @param agent its subject
 * @param inForce whether the agent changes nothing
 */
@Schema(name = "Silence")
public record SilenceView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String agent,
    @Schema(required = true) String silencedBy,
    @Schema(required = true) String reason,
    @Schema(required = true) Instant silencedAt,
    @Schema(required = true) boolean inForce,
    @Nullable String liftedBy,
    @Nullable String liftReason,
    @Nullable Instant liftedAt) {

  static SilenceView of(SilenceChanged silence) {
    Optional<Lift> lift = Optional.ofNullable(silence.lift());
    return new SilenceView(
        silence.silenceId(),
        silence.subject(),
        silence.silencedBy(),
        silence.reason(),
        silence.silencedAt(),
        lift.isEmpty(),
        lift.map(Lift::by).orElse(null),
        lift.map(Lift::reason).orElse(null),
        lift.map(Lift::at).orElse(null));
  }
}
