package dev.loopgate.ideas.question;

import dev.loopgate.contracts.ideas.QuestionOutcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a rule change or a rollback ended.
 *
 * @param reason in words
 * @param decisionId what people decided; null when they were not asked to the end
 * @param result the version or the generation that it became; null unless APPLIED
 */
@Embeddable
public record Ending(
    @Enumerated(EnumType.STRING) QuestionOutcome outcome,
    String reason,
    @Column(name = "decision_id") @Nullable UUID decisionId,
    @Nullable Integer result,
    @Column(name = "closed_at") Instant at) {

  public static Ending applied(DecisionMade decision, int result, Instant at) {
    return new Ending(
        QuestionOutcome.APPLIED, decision.reason(), decision.decisionId(), result, at);
  }

  public static Ending rejected(DecisionMade decision, Instant at) {
    return new Ending(QuestionOutcome.REJECTED, decision.reason(), decision.decisionId(), null, at);
  }

  public static Ending superseded(String reason, Instant at) {
    return new Ending(QuestionOutcome.SUPERSEDED, reason, null, null, at);
  }

  public static Ending withdrawn(String reason, Instant at) {
    return new Ending(QuestionOutcome.WITHDRAWN, reason, null, null, at);
  }
}
