package dev.loopgate.reviews.review;

import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.subject.KnownIdea;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question put to people, or answered by a rule. Everything that changes one locks its row. */
@Entity
@Table(name = "review")
public class Review extends PanacheEntityBase {
  @Id private UUID id;
  private String key;

  @Enumerated(EnumType.STRING)
  private ReviewKind kind;

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

  @Column(name = "experiment_id")
  private @Nullable UUID experimentId;

  @Column(name = "generation_id")
  private @Nullable UUID generationId;

  private int generation;
  private String policy;

  @Enumerated(EnumType.STRING)
  private ReviewState state = ReviewState.OPEN;

  @Column(name = "state_reason")
  private @Nullable String stateReason;

  @Column(name = "dossier_version")
  private int dossierVersion;

  @Column(name = "dossier_digest")
  private String dossierDigest = "";

  @Column(name = "opened_at")
  private Instant openedAt;

  protected Review() {}

  public Review(
      UUID id, ReviewKind kind, KnownIdea idea, @Nullable UUID experimentId, Instant openedAt) {
    IdeaProposed proposed = idea.proposed();
    this.id = id;
    this.key = key(kind, proposed.key());
    this.kind = kind;
    programId = proposed.programId();
    program = proposed.program();
    ideaId = idea.id();
    ideaKey = proposed.key();
    this.experimentId = experimentId;
    generationId = proposed.generationId();
    generation = proposed.generation();
    policy = idea.policy();
    this.openedAt = openedAt;
  }

  public Review(UUID id, Question question, Instant openedAt) {
    this.id = id;
    key = question.key();
    kind = question.kind();
    programId = question.programId();
    program = question.program();
    subjectId = question.id();
    subjectKey = question.key();
    generationId = question.generationId();
    generation = question.generation();
    policy = question.policy();
    this.openedAt = openedAt;
  }

  /** About an idea that is not known to this service, as the dossier shows it. */
  public Review(UUID id, Dossier dossier, Instant openedAt) {
    this.id = id;
    key = dossier.reviewKey();
    kind = dossier.kind();
    programId = dossier.programId();
    program = dossier.program();
    ideaId = dossier.requireIdea().id();
    ideaKey = dossier.requireIdea().key();
    experimentId = dossier.plan() == null ? null : dossier.plan().experimentId();
    generationId = dossier.generationId();
    generation = dossier.generation();
    policy = dossier.policy();
    this.openedAt = openedAt;
  }

  /** For example {@code digits-3-adoption}. */
  public static String key(ReviewKind kind, String ideaKey) {
    return ideaKey + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** Shows another dossier from now on; false when it is the one shown already. */
  public boolean show(DossierVersion dossier) {
    if (dossier.digest().equals(dossierDigest)) {
      return false;
    }
    dossierVersion = dossier.version();
    dossierDigest = dossier.digest();
    return true;
  }

  public void decide(String reason) {
    end(ReviewState.DECIDED, reason);
  }

  public void supersede(String reason) {
    end(ReviewState.SUPERSEDED, reason);
  }

  /** Says that it was planted. The key is free when this has reached the database. */
  public void uncover(String reason) {
    end(ReviewState.PLANTED, reason);
    flush();
  }

  private void end(ReviewState end, String reason) {
    if (!isOpen()) {
      throw new IllegalStateException("review " + key + " is " + state);
    }
    state = end;
    stateReason = reason;
  }

  public boolean isOpen() {
    return state == ReviewState.OPEN;
  }

  /** By id or key; a true one goes before a plant that had its key. */
  public static Optional<Review> find(String idOrKey) {
    return named(idOrKey).firstResultOptional();
  }

  public static Map<UUID, Review> byId(List<UUID> ids) {
    return Review.<Review>list("id in ?1", ids).stream()
        .collect(Collectors.toMap(Review::id, review -> review));
  }

  /** Whether a true review has this key, or one that looks like it. */
  public static boolean isAsked(String key) {
    return count("key = ?1 and state <> ?2", key, ReviewState.PLANTED) > 0;
  }

  private static PanacheQuery<Review> named(String idOrKey) {
    return find(
        "where id = ?1 or key = ?2 order by case when state = ?3 then 1 else 0 end, id desc",
        idOr(idOrKey),
        idOrKey,
        ReviewState.PLANTED);
  }

  /** Locks the row until the transaction ends; what it returns is current. */
  public static Optional<Review> lock(String idOrKey) {
    return named(idOrKey).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** Locks the open reviews of an idea, always in the same order. */
  public static List<Review> lockOpen(UUID ideaId) {
    return Review.<Review>find(
            "where ideaId = ?1 and state = ?2 order by id", ideaId, ReviewState.OPEN)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  public static List<Review> open() {
    return list("state = ?1 order by id", ReviewState.OPEN);
  }

  /** The ids of the open reviews of a kind, oldest first. */
  public static List<UUID> open(ReviewKind kind) {
    return find(
            "select r.id from Review r where r.kind = ?1 and r.state = ?2 order by r.id",
            kind,
            ReviewState.OPEN)
        .project(UUID.class)
        .list();
  }

  public static List<Review> list(Listing listing, int limit) {
    return Review.<Review>find(listing.query(), listing.parameters()).page(0, limit).list();
  }

  /** An id that no review has stands for a text that is no id. */
  private static UUID idOr(String text) {
    return Listing.uuid(text).orElse(new UUID(0, 0));
  }

  public UUID id() {
    return id;
  }

  public String key() {
    return key;
  }

  public ReviewKind kind() {
    return kind;
  }

  public @Nullable UUID programId() {
    return programId;
  }

  public String program() {
    return program;
  }

  public @Nullable UUID ideaId() {
    return ideaId;
  }

  public @Nullable String ideaKey() {
    return ideaKey;
  }

  public @Nullable UUID subjectId() {
    return subjectId;
  }

  public @Nullable String subjectKey() {
    return subjectKey;
  }

  /** How people call what the review is about. */
  public String subject() {
    return Objects.requireNonNullElse(ideaKey, key);
  }

  public @Nullable UUID experimentId() {
    return experimentId;
  }

  public @Nullable UUID generationId() {
    return generationId;
  }

  public int generation() {
    return generation;
  }

  public String policy() {
    return policy;
  }

  public ReviewState state() {
    return state;
  }

  public @Nullable String stateReason() {
    return stateReason;
  }

  public int dossierVersion() {
    return dossierVersion;
  }

  public String dossierDigest() {
    return dossierDigest;
  }

  public Instant openedAt() {
    return openedAt;
  }
}
