package dev.loopgate.reviews.review;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.reviews.decision.Decision;
import dev.loopgate.reviews.record.RecordStore;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.stop.StopGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Seals what an assessment came to: recorded and told in the transaction that made it so. Who in
 * this service carries a decision out observes {@link DecisionMade}, in that transaction.
 */
@ApplicationScoped
class SealDecision {
  private final RecordStore record;
  private final FeedStore feed;
  private final Assessments assessments;
  private final StopGate stops;
  private final Event<DecisionMade> decided;
  private final Clock clock;
  private final Ids ids;

  @Inject
  SealDecision(
      RecordStore record,
      FeedStore feed,
      Assessments assessments,
      StopGate stops,
      Event<DecisionMade> decided,
      Clock clock,
      Ids ids) {
    this.decided = decided;
    this.record = record;
    this.feed = feed;
    this.assessments = assessments;
    this.stops = stops;
    this.clock = clock;
    this.ids = ids;
  }

  /** What the record says; the index is what it answers. */
  private record Entry(DecisionMade decision, String program, String rule) {}

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
    stops.requireOpen(review.kind(), review.programId(), review.key());
    Instant now = clock.instant();
    DecisionMade unrecorded = decision(review, outcome, assessment, reason, -1, ids.next(), now);
    long index =
        record.append("decision.made", new Entry(unrecorded, review.program(), assessment.rule()));
    DecisionMade made =
        decision(review, outcome, assessment, reason, index, unrecorded.decisionId(), now);
    new Decision(made, review.program(), assessment.rule()).persist();
    review.decide(outcome + ": " + reason);
    if (assessment.rule().equals(Assessment.VOTES)) {
      feed.append(DecisionMade.TYPE, review.id(), made);
    }
    if (outcome == Outcome.CLEAR) {
      ClearanceGranted granted = clearance(review, assessment, now);
      feed.append(ClearanceGranted.TYPE, granted.ideaId(), granted);
    }
    decided.fire(made);
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
        policy.minimumIsolation(),
        now);
  }

  private static DecisionMade decision(
      Review review,
      Outcome outcome,
      Assessment assessment,
      String reason,
      long recordIndex,
      UUID id,
      Instant now) {
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
        recordIndex,
        now);
  }
}
