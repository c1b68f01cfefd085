package dev.loopgate.contracts.ideas;

import java.time.Instant;

/**
 * {@code quarantine.lifted}: a person lets an agent propose again.
 *
 * @param subject the agent
 * @param liftedBy the person
 * @param reason in that person's words
 */
public record QuarantineLifted(String subject, String liftedBy, String reason, Instant liftedAt)
    implements IdeaEvent {
  public static final String TYPE = "quarantine.lifted";
}
