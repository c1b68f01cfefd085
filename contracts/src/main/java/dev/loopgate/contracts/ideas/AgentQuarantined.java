package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;

/**
 * {@code agent.quarantined}: an agent passed a test that cannot be passed honestly. It proposes
 * nothing more until a person lifts the quarantine.
 *
 * @param subject the agent
 * @param ideaId the idea that gave it away
 * @param reason in words, for people
 */
public record AgentQuarantined(
    String subject, UUID ideaId, UUID programId, String reason, Instant quarantinedAt)
    implements IdeaEvent {
  public static final String TYPE = "agent.quarantined";
}
