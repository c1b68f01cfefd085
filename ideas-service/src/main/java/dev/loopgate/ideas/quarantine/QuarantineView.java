package dev.loopgate.ideas.quarantine;

import dev.loopgate.ideas.quarantine.Quarantine.Lifted;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A quarantine for clients.
 *
 * @param subject the agent
 * @param sponsor the person who answered for it then, and may not lift this
 * @param ideaKey the idea that gave it away
 * @param inForce whether the agent may propose nothing
 */
@Schema(name = "Quarantine")
public record QuarantineView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String subject,
    @Nullable String sponsor,
    @Schema(required = true) UUID ideaId,
    @Schema(required = true) String ideaKey,
    @Schema(required = true) String program,
    @Schema(required = true) String reason,
    @Schema(required = true) Instant quarantinedAt,
    @Schema(required = true) boolean inForce,
    @Nullable String liftedBy,
    @Nullable String liftReason,
    @Nullable Instant liftedAt) {

  static QuarantineView from(Quarantine quarantine) {
    Optional<Lifted> lifted = Optional.ofNullable(quarantine.lifted());
    return new QuarantineView(
        quarantine.id,
        quarantine.subject,
        quarantine.sponsor,
        quarantine.ideaId,
        quarantine.ideaKey,
        quarantine.program,
        quarantine.reason,
        quarantine.quarantinedAt,
        lifted.isEmpty(),
        lifted.map(Lifted::by).orElse(null),
        lifted.map(Lifted::reason).orElse(null),
        lifted.map(Lifted::at).orElse(null));
  }
}
