package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.QuestionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule change for people. Agents never see one.
 *
 * @param key for example {@code digits-rules-1}; its review has the same key
 * @param changedFields the rules that differ, for example {@code policy}
 * @param remeasured whether it makes a new generation, onto which open ideas are laid again
 * @param version the program version that it became
 */
@Schema(name = "RuleChange")
public record RuleChangeView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String key,
    @Schema(required = true) String program,
    @Schema(required = true) QuestionState state,
    @Nullable String stateReason,
    @Schema(required = true) int baseVersion,
    @Schema(required = true) int generation,
    @Schema(required = true) List<String> changedFields,
    @Schema(required = true) List<Difference> changes,
    @Schema(required = true) Evaluator evaluator,
    @Schema(required = true) boolean remeasured,
    @Schema(required = true) String title,
    @Schema(required = true) ProgramSpec spec,
    @Schema(required = true) String specDigest,
    @Schema(required = true) String proposedBy,
    @Schema(required = true) Instant proposedAt,
    @Nullable UUID decisionId,
    @Nullable Integer version,
    @Nullable Instant closedAt) {

  public static RuleChangeView from(RuleChange change) {
    Ending ending = change.ending();
    return new RuleChangeView(
        change.id(),
        change.key(),
        change.program(),
        change.state(),
        ending == null ? null : ending.reason(),
        change.baseVersion(),
        change.generation(),
        change.changedFields(),
        change.changes(),
        change.evaluator(),
        change.isRemeasured(),
        change.title(),
        change.spec(),
        change.specDigest(),
        change.proposedBy(),
        change.proposedAt(),
        ending == null ? null : ending.decisionId(),
        ending == null ? null : ending.result(),
        ending == null ? null : ending.at());
  }
}
