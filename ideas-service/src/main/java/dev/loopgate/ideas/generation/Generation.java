package dev.loopgate.ideas.generation;

import dev.loopgate.contracts.ideas.GenerationAdvanced;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An immutable baseline of a program.
 *
 * @param subjectKey the rule change or the rollback that made it; null when an idea made it
 * @param rollsBackTo number of the generation whose files it has again; null unless it is a
 *     rollback
 */
public record Generation(
    UUID id,
    UUID programId,
    String program,
    int programVersion,
    int number,
    @Nullable UUID parentId,
    String commit,
    String tag,
    String evaluatorDigest,
    String baselineWorkspace,
    String evaluatorWorkspace,
    @Nullable UUID ideaId,
    @Nullable String ideaKey,
    @Nullable UUID decisionId,
    @Nullable UUID experimentId,
    @Nullable String subjectKey,
    @Nullable Integer rollsBackTo,
    Instant advancedAt) {

  /** The fact that tells the other services. */
  public GenerationAdvanced toEvent() {
    return new GenerationAdvanced(
        id,
        programId,
        program,
        programVersion,
        number,
        parentId,
        commit,
        tag,
        evaluatorDigest,
        baselineWorkspace,
        evaluatorWorkspace,
        ideaId,
        ideaKey,
        decisionId,
        experimentId,
        subjectKey,
        rollsBackTo,
        advancedAt);
  }
}
