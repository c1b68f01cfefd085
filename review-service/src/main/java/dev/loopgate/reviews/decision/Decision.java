package dev.loopgate.reviews.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.wire.json.Json;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The sealed outcome of a review. Never changed; there is at most one for each review. */
@Entity
@Immutable
@Table(name = "decision")
public class Decision extends PanacheEntityBase {
  @Id private UUID id;

  @Column(name = "review_id")
  private UUID reviewId;

  @Column(name = "review_key")
  private String reviewKey;

  @Enumerated(EnumType.STRING)
  private ReviewKind kind;

  @Enumerated(EnumType.STRING)
  private DecisionMade.Outcome outcome;

  @Column(name = "program_id")
  private @Nullable UUID programId;

  private String program;

  @Column(name = "idea_id")
  private @Nullable UUID ideaId;

  @Column(name = "idea_key")
  private @Nullable String ideaKey;

  @Column(name = "subject_id")
  private @Nullable UUID subjectId;

  @Column(name = "subject_key")
  private @Nullable String subjectKey;

  @Column(name = "generation_id")
  private @Nullable UUID generationId;

  private int generation;

  @Column(name = "experiment_id")
  private @Nullable UUID experimentId;

  @Column(name = "dossier_digest")
  private String dossierDigest;

  private String policy;
  private String rule;
  private String deciders;
  private String reason;

  @Column(name = "log_entry_id")
  private @Nullable UUID logEntryId;

  @Formula("(select l.index from log_leaf l where l.entry_id = log_entry_id)")
  private @Nullable Long recordIndex;

  @Column(name = "decided_at")
  private Instant decidedAt;

  protected Decision() {}

  /** What was decided, as the fact says that the feed tells, and the entry of the log about it. */
  public Decision(DecisionMade made, String program, String rule, UUID logEntryId) {
    this.logEntryId = logEntryId;
    id = made.decisionId();
    reviewId = made.reviewId();
    reviewKey = made.reviewKey();
    kind = made.kind();
    outcome = made.outcome();
    programId = made.programId();
    this.program = program;
    ideaId = made.ideaId();
    ideaKey = made.ideaKey();
    subjectId = made.subjectId();
    subjectKey = made.subjectKey();
    generationId = made.generationId();
    generation = made.generation();
    experimentId = made.experimentId();
    dossierDigest = made.dossierDigest();
    policy = made.policy();
    this.rule = rule;
    deciders = Json.write(made.deciders());
    reason = made.reason();
    decidedAt = made.decidedAt();
  }

  public UUID reviewId() {
    return reviewId;
  }

  public static List<Decision> ofReviews(List<UUID> reviewIds) {
    return list("reviewId in ?1", reviewIds);
  }

  static Optional<Decision> find(UUID id) {
    return findByIdOptional(id);
  }

  /** Newest first. */
  static List<Decision> list(Listing listing, int limit) {
    return Decision.<Decision>find(listing.query(), listing.parameters()).page(0, limit).list();
  }

  public DecisionView view() {
    return new DecisionView(
        id,
        reviewId,
        reviewKey,
        kind,
        outcome,
        programId,
        program,
        ideaId,
        ideaKey,
        subjectId,
        subjectKey,
        generationId,
        generation,
        experimentId,
        dossierDigest,
        policy,
        rule,
        List.of(Json.read(deciders, String[].class)),
        reason,
        recordIndex,
        decidedAt);
  }
}
