package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.characters.DataLike;
import dev.loopgate.ideas.characters.HiddenCharacters;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.wire.json.Json;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One proposal. Everything but its verdict and how it ended is written once. */
@Entity
@DynamicUpdate
@Table(name = "idea")
public class Idea {
  @Id UUID id;
  String key;
  int number;

  @Column(name = "program_id")
  UUID programId;

  String program;

  @Column(name = "program_version")
  int programVersion;

  @Column(name = "generation_id")
  UUID generationId;

  int generation;
  String title;
  String hypothesis;

  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  Provenance provenance;

  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  List<String> authors;

  @Immutable
  @Column(name = "changed_paths")
  @JdbcTypeCode(SqlTypes.JSON)
  List<String> changedPaths;

  @Column(name = "changed_lines")
  int changedLines;

  String summary;

  @Basic(fetch = FetchType.LAZY)
  private byte[] patch;

  @Column(name = "patch_digest")
  String patchDigest;

  /** The git commit that holds the candidate's files. */
  @Column(name = "commit_id")
  String commit;

  @Column(name = "candidate_workspace")
  String candidateWorkspace;

  @Column(name = "normalised_digest")
  String normalisedDigest;

  /** The idea that this one repeats on a newer generation. */
  @Column(name = "rebased_from")
  @Nullable UUID rebasedFrom;

  /** The idea that repeats this one on a newer generation. */
  @Column(name = "rebased_as")
  private @Nullable UUID rebasedAs;

  /** What it tests; null for a real one. */
  @Enumerated(EnumType.STRING)
  @Nullable CanaryKind canary;

  /** What a person should know of it first. */
  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  List<IdeaFlag> flags;

  /** The built-in generator that wrote it; null when anybody else did. */
  @Nullable String generator;

  @Enumerated(EnumType.STRING)
  private IdeaStatus status = IdeaStatus.OPEN;

  @Column(name = "status_reason")
  private @Nullable String statusReason;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Verdict verdict;

  @Column(name = "experiment_id")
  private @Nullable UUID experimentId;

  @Column(name = "proposed_at")
  Instant proposedAt;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Column(name = "discarded_by")
  private @Nullable String discardedBy;

  private boolean drifted;

  /** Has the next number of the program; its commit and its files are to be added. */
  static Idea begin(
      UUID id,
      Drafts drafts,
      Proposal proposal,
      Change change,
      @Nullable CanaryKind canary,
      Instant now) {
    Idea idea = new Idea();
    idea.id = id;
    idea.number = drafts.nextNumber();
    idea.key = drafts.program().name() + "-" + idea.number;
    idea.programId = drafts.program().id();
    idea.program = drafts.program().name();
    idea.programVersion = drafts.program().version();
    idea.generationId = drafts.generation().id();
    idea.generation = drafts.generation().number();
    idea.title = proposal.title();
    idea.hypothesis = proposal.hypothesis();
    idea.provenance = proposal.provenance();
    idea.authors = proposal.authors();
    idea.rebasedFrom = proposal.rebasedFrom();
    idea.generator = proposal.generator();
    idea.changedPaths = change.changedPaths();
    idea.changedLines = change.changedLines();
    idea.summary = change.summary();
    idea.patch = Json.utf8(change.patch());
    idea.patchDigest = Json.digest(idea.patch);
    idea.normalisedDigest = change.normalisedDigest();
    idea.flags =
        Stream.of(
                HiddenCharacters.in(proposal.texts(), change.changedPaths(), change.patch()),
                DataLike.in(change.changedPaths(), change.patch()))
            .flatMap(Optional::stream)
            .toList();
    idea.canary = canary;
    idea.proposedAt = now;
    return idea;
  }

  boolean isOpen() {
    return status == IdeaStatus.OPEN;
  }

  /** Ends it, which can be done once. */
  void end(Outcome outcome, String reason, @Nullable UUID successor, Instant now) {
    if (!isOpen()) {
      throw new IllegalStateException("idea %s is %s".formatted(key, status));
    }
    status = IdeaStatus.of(outcome);
    statusReason = reason;
    rebasedAs = successor;
    closedAt = now;
  }

  /** Keeps the first verdict that arrives; false when it has one. */
  boolean conclude(Verdict shown, UUID experiment) {
    if (verdict != null) {
      return false;
    }
    verdict = shown;
    experimentId = experiment;
    return true;
  }

  /** Its baseline was not what it was, so that it is to be tested again. */
  void drift() {
    drifted = true;
  }

  boolean hasDrifted() {
    return drifted;
  }

  /** Lets the same change be proposed again. */
  void discard(String stop) {
    discardedBy = stop;
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
        generator,
        proposedAt);
  }

  public String key() {
    return key;
  }

  public UUID generationId() {
    return generationId;
  }

  public String commit() {
    return commit;
  }

  public @Nullable Verdict verdict() {
    return verdict;
  }

  IdeaStatus status() {
    return status;
  }

  @Nullable String statusReason() {
    return statusReason;
  }

  @Nullable UUID experimentId() {
    return experimentId;
  }

  @Nullable UUID rebasedAs() {
    return rebasedAs;
  }

  @Nullable Instant closedAt() {
    return closedAt;
  }
}
