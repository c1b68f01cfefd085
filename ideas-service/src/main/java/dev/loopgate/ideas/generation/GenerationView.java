package dev.loopgate.ideas.generation;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A generation for clients.
 *
 * @param tag the git tag, for example {@code digits/generation-2}
 * @param subjectKey the rule change or the rollback that made it; absent when an idea made it
 * @param rollsBackTo number of the generation whose files it has again
 * @param current whether it is the baseline of new ideas
 */
@Schema(name = "Generation")
public record GenerationView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String program,
    @Schema(required = true) int number,
    @Nullable UUID parentId,
    @Schema(required = true) String commit,
    @Schema(required = true) String tag,
    @Schema(required = true) String evaluatorDigest,
    @Schema(required = true) String baselineWorkspace,
    @Schema(required = true) String evaluatorWorkspace,
    @Nullable String ideaKey,
    @Nullable UUID ideaId,
    @Nullable UUID decisionId,
    @Nullable UUID experimentId,
    @Nullable String subjectKey,
    @Nullable Integer rollsBackTo,
    @Schema(required = true) boolean current,
    @Schema(required = true) Instant advancedAt) {

  static GenerationView from(Generation generation, boolean current) {
    return new GenerationView(
        generation.id(),
        generation.program(),
        generation.number(),
        generation.parentId(),
        generation.commit(),
        generation.tag(),
        generation.evaluatorDigest(),
        generation.baselineWorkspace(),
        generation.evaluatorWorkspace(),
        generation.ideaKey(),
        generation.ideaId(),
        generation.decisionId(),
        generation.experimentId(),
        generation.subjectKey(),
        generation.rollsBackTo(),
        current,
        generation.advancedAt());
  }
}
