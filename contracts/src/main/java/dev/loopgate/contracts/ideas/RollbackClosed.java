package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollback.closed}: nothing more will happen to a proposed rollback.
 *
 * @param reason in words
 * @param decisionId what people decided; absent when they were not asked to the end
 * @param generation number of the generation that it made; absent unless APPLIED
 */
public record RollbackClosed(
    UUID rollbackId,
    String key,
    UUID programId,
    QuestionOutcome outcome,
    String reason,
    @Nullable UUID decisionId,
    @Nullable Integer generation,
    Instant closedAt)
    implements IdeaEvent {
  public static final String TYPE = "rollback.closed";
}
