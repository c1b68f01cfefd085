package dev.loopgate.ideas.quarantine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that an agent was caught.
 *
 * @param subject the agent
 * @param sponsor the person who answered for it then
 * @param ideaId the idea that gave it away
 * @param lifted how it ended; null while it is in force
 */
public record Quarantine(
    UUID id,
    String subject,
    @Nullable String sponsor,
    UUID ideaId,
    String ideaKey,
    UUID programId,
    String program,
    String reason,
    Instant quarantinedAt,
    @Nullable Lifted lifted) {

  /** Who ended it, why and when. */
  public record Lifted(String by, String reason, Instant at) {}
}
