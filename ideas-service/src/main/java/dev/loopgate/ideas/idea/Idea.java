package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One proposal. Everything but status, verdict and successor is written once.
 *
 * @param commit the git commit that holds the candidate's files
 * @param rebasedFrom the idea that this one repeats on a newer generation
 * @param rebasedAs the idea that repeats this one on a newer generation
 * @param canary what it tests; null for a real one
 * @param flags what a person should know of it first
 */
public record Idea(
    UUID id,
    String key,
    int number,
    UUID programId,
    String program,
    int programVersion,
    UUID generationId,
    int generation,
    String title,
    String hypothesis,
    Provenance provenance,
    List<String> authors,
    List<String> changedPaths,
    int changedLines,
    String summary,
    String patchDigest,
    String commit,
    String candidateWorkspace,
    String normalisedDigest,
    @Nullable UUID rebasedFrom,
    @Nullable UUID rebasedAs,
    @Nullable CanaryKind canary,
    List<IdeaFlag> flags,
    IdeaStatus status,
    @Nullable String statusReason,
    @Nullable Verdict verdict,
    @Nullable UUID experimentId,
    Instant proposedAt,
    @Nullable Instant closedAt) {
  public Idea {
    authors = List.copyOf(authors);
    changedPaths = List.copyOf(changedPaths);
    flags = List.copyOf(flags);
  }

  /** The fact that tells the other services. */
  IdeaProposed toEvent() {
    return new IdeaProposed(
        id,
        key,
        number,
        programId,
        program,
        programVersion,
        generationId,
        generation,
        title,
        hypothesis,
        summary,
        provenance,
        authors,
        changedPaths,
        changedLines,
        patchDigest,
        candidateWorkspace,
        rebasedFrom,
        canary,
        flags,
        proposedAt);
  }
}
