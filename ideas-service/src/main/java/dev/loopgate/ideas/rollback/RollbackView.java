package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.QuestionState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rollback for clients.
 *
 * @param key for example {@code digits-rollback-1}; its review has the same key
 * @param generation number of the generation that it would replace
 * @param toGeneration number of the generation whose files come back
 * @param madeGeneration number of the generation that it became
 */
@Schema(name = "Rollback")
public record RollbackView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String key,
    @Schema(required = true) String program,
    @Schema(required = true) QuestionState state,
    @Nullable String stateReason,
    @Schema(required = true) int generation,
    @Schema(required = true) int toGeneration,
    @Schema(required = true) String reason,
    @Schema(required = true) String proposedBy,
    @Schema(required = true) Instant proposedAt,
    @Nullable UUID decisionId,
    @Nullable Integer madeGeneration,
    @Nullable Instant closedAt) {

  static RollbackView from(Rollback rollback) {
    Ending ending = rollback.ending();
    return new RollbackView(
        rollback.id(),
        rollback.key(),
        rollback.program(),
        rollback.state(),
        ending == null ? null : ending.reason(),
        rollback.generation(),
        rollback.toGeneration(),
        rollback.why(),
        rollback.proposedBy(),
        rollback.proposedAt(),
        ending == null ? null : ending.decisionId(),
        ending == null ? null : ending.result(),
        ending == null ? null : ending.at());
  }
}
