package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code idea.proposed}: an idea passed intake: it applies, touches only editable paths and is new.
 *
 * @param key for example {@code digits-12}
 * @param number n of the key; counts the program's ideas from 1
 * @param generation the number of the generation that the patch is against
 * @param summary what changed, in a few words, for example {@code learningRate 0.05 → 0.08}
 * @param authors subjects who count as authors: the proposer and, for an agent, its sponsor
 * @param changedLines added plus removed lines
 * @param patchDigest {@code sha256:<hex>} of the patch's bytes
 * @param candidateWorkspace digest of the tarball that candidate stages run from
 * @param rebasedFrom the id of the idea that this one repeats on a newer generation
 * @param canary what the idea tests; null for a real one. Never shown to agents before the verdict
 * @param flags what the intake noticed in the patch and the texts, for example hidden characters
 * @param generator the built-in generator that wrote it: declared values in declared ranges and no
 *     code; null when anybody else did
 */
public record IdeaProposed(
    UUID ideaId,
    String key,
    int number,
    UUID programId,
    String program,
    int programVersion,
    UUID generationId,
    int generation,
    String title,
    String hypothesis,
    String summary,
    Provenance provenance,
    List<String> authors,
    List<String> changedPaths,
    int changedLines,
    String patchDigest,
    String candidateWorkspace,
    @Nullable UUID rebasedFrom,
    @Nullable CanaryKind canary,
    List<IdeaFlag> flags,
    @Nullable String generator,
    Instant proposedAt)
    implements IdeaEvent {
  public static final String TYPE = "idea.proposed";

  public IdeaProposed {
    authors = List.copyOf(authors);
    changedPaths = List.copyOf(changedPaths);
    flags = flags == null ? List.of() : List.copyOf(flags);
  }
}
