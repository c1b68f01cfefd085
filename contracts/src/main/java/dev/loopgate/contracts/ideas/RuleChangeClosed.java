package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code rule-change.closed}: nothing more will happen to a proposed change of the rules.
 *
 * @param reason in words
 * @param decisionId what people decided; absent when they were not asked to the end
 * @param version the program version that it became; absent unless APPLIED
 */
public record RuleChangeClosed(
    UUID changeId,
    String key,
    UUID programId,
    QuestionOutcome outcome,
    String reason,
    @Nullable UUID decisionId,
    @Nullable Integer version,
    Instant closedAt)
    implements IdeaEvent {
  public static final String TYPE = "rule-change.closed";
}
