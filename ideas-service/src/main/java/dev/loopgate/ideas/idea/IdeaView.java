package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An idea for clients.
 *
 * @param key what people say and type, for example {@code digits-12}
 * @param summary what changed, in a few words
 * @param verdict what its experiment showed, once known
 * @param flags what a person should know of it first, for example hidden characters
 * @param canary what it tested; shown to people only, and only after the verdict
 */
@Schema(name = "Idea")
public record IdeaView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String key,
    @Schema(required = true) int number,
    @Schema(required = true) String program,
    @Schema(required = true) int generation,
    @Schema(required = true) String title,
    @Schema(required = true) String hypothesis,
    @Schema(required = true) String summary,
    @Schema(required = true) IdeaStatus status,
    @Nullable String statusReason,
    @Schema(required = true) Provenance provenance,
    @Schema(required = true) List<String> authors,
    @Schema(required = true) List<String> changedPaths,
    @Schema(required = true) int changedLines,
    @Schema(required = true) String patchDigest,
    @Schema(required = true) String candidateWorkspace,
    @Nullable UUID rebasedFrom,
    @Nullable UUID rebasedAs,
    @Nullable Verdict verdict,
    @Schema(required = true) List<IdeaFlag> flags,
    @Nullable CanaryKind canary,
    @Schema(required = true) Instant proposedAt,
    @Nullable Instant closedAt) {

  static IdeaView from(Idea idea) {
    return of(idea, null);
  }

  /** What a principal of this kind may know of an idea. */
  static IdeaView shownTo(PrincipalKind kind, Idea idea) {
    boolean isOver = idea.verdict() != null || idea.status() != IdeaStatus.OPEN;
    return of(idea, kind == PrincipalKind.HUMAN && isOver ? idea.canary : null);
  }

  private static IdeaView of(Idea idea, @Nullable CanaryKind canary) {
    return new IdeaView(
        idea.id,
        idea.key,
        idea.number,
        idea.program,
        idea.generation,
        idea.title,
        idea.hypothesis,
        idea.summary,
        idea.status(),
        idea.statusReason(),
        idea.provenance,
        idea.authors,
        idea.changedPaths,
        idea.changedLines,
        idea.patchDigest,
        idea.candidateWorkspace,
        idea.rebasedFrom,
        idea.rebasedAs(),
        idea.verdict(),
        idea.flags,
        canary,
        idea.proposedAt,
        idea.closedAt());
  }
}
