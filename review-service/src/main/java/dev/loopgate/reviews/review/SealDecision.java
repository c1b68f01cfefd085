package dev.loopgate.reviews.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.reviews.decision.Decision;
import dev.loopgate.reviews.record.Announcement;
import dev.loopgate.reviews.record.RecordStore;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Seals what an assessment came to, in the transaction that made it so; the peers hear of it when
 * it has its place in the log. Who in this service carries a decision out observes {@link
 * DecisionMade}, in that transaction.
 */
@ApplicationScoped
class SealDecision {
  private static final long NOT_YET = -1;

  private final RecordStore record;
  private final Assessments assessments;
  private final Event<DecisionMade> decided;
  private final Clock clock;
  private final Ids ids;

  @Inject
  SealDecision(
      RecordStore record,
      Assessments assessments,
      Event<DecisionMade> decided,
      Clock clock,
      Ids ids) {
    this.decided = decided;
    this.record = record;
    this.assessments = assessments;
    this.clock = clock;
    this.ids = ids;
  }

  /** What the log says; the index is what it answers. */
  private record Entry(
      @JsonIgnoreProperties("recordIndex") DecisionMade decision, String program, String rule) {}

  /** Seals what people have come to, if they have; the caller holds the review locked. */
  void sealIfDecided(Docket docket, String reason) {
    Outcome outcome = docket.assessment().outcome();
    if (outcome != null) {
      seal(docket.review(), outcome, docket.assessment(), reason.strip());
    }
  }

  /**
   * Seals the review that the caller holds locked.
   *
   * @param reason of whoever made the outcome
   */
  void seal(Review review, Outcome outcome, Assessment assessment, String reason) {
    Instant now = clock.instant();
    DecisionMade made = decision(review, outcome, assessment, reason, ids.next(), now);
    UUID entry =
        record.append(
            DecisionMade.TYPE,
            new Entry(made, review.program(), assessment.rule()),
            announcements(review, assessment, made));
    new Decision(made, review.program(), assessment.rule(), entry).persist();
    review.decide(outcome + ": " + reason);
    decided.fire(made);
  }

  /** What takes effect elsewhere waits for its place in the log. */
  private Announcement[] announcements(Review review, Assessment assessment, DecisionMade made) {
    List<Announcement> announcements = new ArrayList<>();
    if (assessment.rule().equals(Assessment.VOTES)) {
      announcements.add(new Announcement(DecisionMade.TYPE, review.id(), made));
    }
    if (made.outcome() == Outcome.CLEAR) {
      ClearanceGranted granted = clearance(review, assessment, made.decidedAt());
      announcements.add(new Announcement(ClearanceGranted.TYPE, granted.ideaId(), granted));
    }
    return announcements.toArray(Announcement[]::new);
  }

  private ClearanceGranted clearance(Review review, Assessment assessment, Instant now) {
    Policy policy = assessments.policy(review);
    if (policy == null) {
      throw new IllegalStateException("nothing is cleared without a policy: " + review.key());
    }
    return new ClearanceGranted(
        review.id(),
        Objects.requireNonNull(review.ideaId()),
        Objects.requireNonNull(review.ideaKey()),
        Objects.requireNonNull(review.programId()),
        review.policy(),
        assessment.rule(),
        policy.clearance().minimumIsolation(),
        now);
  }

  private static DecisionMade decision(
      Review review, Outcome outcome, Assessment assessment, String reason, UUID id, Instant now) {
    return new DecisionMade(
        id,
        review.id(),
        review.key(),
        review.kind(),
        outcome,
        review.programId(),
        review.ideaId(),
        review.ideaKey(),
        review.subjectId(),
        review.subjectKey(),
        review.generationId(),
        review.generation(),
        review.experimentId(),
        review.dossierDigest(),
        review.policy(),
        assessment.deciders(),
        reason,
        NOT_YET,
        now);
  }
}
