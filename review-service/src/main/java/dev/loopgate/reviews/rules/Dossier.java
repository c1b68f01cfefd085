package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a review is about. Votes are bound to its digest, so it holds everything that could
 * change a mind and nothing that changes by itself.
 *
 * @param programId absent when the review is about all programs; {@code program} is {@code *} then
 * @param programVersion 0 when no version of a program matters
 * @param generation number of the generation that the idea is against; 0 when none matters
 * @param policy name and version of the terms
 * @param policyDigest {@code sha256:<hex>} of the terms; absent when the policy is unknown
 * @param idea what a CLEARANCE or an ADOPTION is about; absent for the other kinds
 * @param question what a review of another kind is about; absent for ideas
 * @param plan what was frozen before the first run; absent before there is one
 * @param evidence what the experiment showed; absent before it concluded
 * @param flags tripwires that fired, in the order in which they became known
 */
public record Dossier(
    String reviewKey,
    ReviewKind kind,
    @Nullable UUID programId,
    String program,
    int programVersion,
    @Nullable UUID generationId,
    int generation,
    String policy,
    @Nullable String policyDigest,
    @Nullable Idea idea,
    @Nullable Question question,
    @Nullable Plan plan,
    @Nullable Evidence evidence,
    List<Flag> flags) {
  public Dossier {
    flags = List.copyOf(flags);
    if (kind.isAboutIdea() ? idea == null : question == null) {
      throw new IllegalArgumentException("the dossier of " + reviewKey + " is about nothing");
    }
  }

  /** The idea of a review that is about one. */
  public Idea requireIdea() {
    return Objects.requireNonNull(idea, () -> reviewKey + " is about no idea");
  }

  /** The question of a review that is about no idea. */
  public Question requireQuestion() {
    return Objects.requireNonNull(question, () -> reviewKey + " is about an idea");
  }

  /** Who may not judge, as the dossier shows them. */
  public List<String> authors() {
    return kind.isAboutIdea() ? requireIdea().authors() : requireQuestion().authors();
  }

  /** What a review is about that is about no idea: a rule change, a rollback, a stop. */
  public record Question(
      UUID id,
      String key,
      String title,
      String reason,
      List<String> authors,
      Map<String, Object> content,
      Instant askedAt) {
    public Question {
      authors = List.copyOf(authors);
      content = Map.copyOf(content);
    }
  }

  /**
   * The idea as it was proposed.
   *
   * @param flags what intake noticed, for example hidden characters; absent in dossiers that were
   *     made before intake looked
   * @param generator the built-in generator that wrote it, which writes no code; null when anybody
   *     else did
   */
  public record Idea(
      UUID id,
      String key,
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
      @Nullable List<IdeaFlag> flags,
      @Nullable String generator,
      Instant proposedAt) {
    public Idea {
      authors = List.copyOf(authors);
      changedPaths = List.copyOf(changedPaths);
      flags = flags == null ? null : List.copyOf(flags);
    }
  }

  /** The registered plan. */
  public record Plan(UUID experimentId, String registrationDigest, Registration registration) {}

  /**
   * The conclusion of the experiment.
   *
   * @param digestMatches whether the evidence that arrived has the digest that it came with
   * @param registrationDigest the plan that the evidence says it belongs to
   * @param flags tripwires that had fired when it concluded
   * @param tripwires what they were, one entry for each kind; absent in dossiers that were made
   *     before the conclusion said so
   */
  public record Evidence(
      Verdict verdict,
      String evidenceDigest,
      boolean digestMatches,
      String registrationDigest,
      @Nullable Isolation weakestIsolation,
      int runs,
      int flags,
      @Nullable Double claimedEffect,
      @Nullable List<Tripwire> tripwires,
      Instant concludedAt) {
    public Evidence {
      tripwires = tripwires == null ? null : List.copyOf(tripwires);
    }
  }

  /** A tripwire that fired. */
  public record Flag(
      UUID runId, UUID attemptId, String stage, String kind, String evidence, Instant flaggedAt) {}
}
