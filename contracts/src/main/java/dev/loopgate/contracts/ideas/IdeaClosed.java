package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code idea.closed}: nothing more will happen to an idea.
 *
 * @param outcome why it ended
 * @param reason in words
 * @param rebasedAs the id of the idea that repeats it on the newer generation
 */
public record IdeaClosed(
    UUID ideaId,
    String key,
    UUID programId,
    Outcome outcome,
    String reason,
    @Nullable UUID rebasedAs,
    Instant closedAt)
    implements IdeaEvent {
  public static final String TYPE = "idea.closed";

  /** How an idea can end. */
  public enum Outcome {
    ADOPTED,
    REJECTED,
    NOT_IMPROVED,
    SUPERSEDED
  }
}
