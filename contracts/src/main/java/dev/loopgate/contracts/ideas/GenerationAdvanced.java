package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code generation.advanced}: a program has a new baseline. Number 1 is the workspace that the
 * program started with; every later one names the decision that made it, and either the idea and
 * its experiment or the rule change or the rollback that was decided on.
 *
 * @param number counts from 1
 * @param commit the git commit that holds the workspace
 * @param tag the git tag, for example {@code digits/generation-2}
 * @param evaluatorDigest {@code sha256:<hex>} over the sealed files alone: what judged
 * @param baselineWorkspace digest of the tarball that baseline runs use: everything but sealed
 *     files
 * @param evaluatorWorkspace digest of the tarball that trusted stages use: everything
 */
public record GenerationAdvanced(
    UUID generationId,
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
    Instant advancedAt)
    implements IdeaEvent {
  public static final String TYPE = "generation.advanced";
}
