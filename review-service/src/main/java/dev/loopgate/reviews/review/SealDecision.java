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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Seals what an assessment came to: recorded and told in the transaction that made it so. Who in
 * this service carries a decision out observes {@link DecisionMade}, in that transaction.
 */
@ApplicationScoped
class SealDecision {
  /** The rule of a decision by those who broke the glass. */
  static final String BREAK_GLASS = "break-glass";

  /** The rule that rejects what nobody decided in time. */
  static final String EXPIRED = "expired";

  private static final Set<String> TOLD = Set.of(Assessment.VOTES, BREAK_GLASS, EXPIRED);

  private final RecordStore record;
  private final FeedStore feed;
  private final Ballots ballots;
  private final Assessments assessments;
  private final Event<DecisionMade> decided;
  private final Clock clock;
  private final Ids ids;

  @Inject
  SealDecision(
      RecordStore record,
      FeedStore feed,
      Ballots ballots,
      Assessments assessments,
      Event<DecisionMade> decided,
      Clock clock,
      Ids ids) {
    this.decided = decided;
    this.record = record;
    this.feed = feed;
    this.ballots = ballots;
    this.assessments = assessments;
    this.clock = clock;
    this.ids = ids;
  }

  /** What the record says; the index is what it answers. */
  private record Entry(DecisionMade decision, String program, String rule) {}

  /** Seals what people have come to, if they have; the caller holds the review locked. */
  void sealIfDecided(Docket docket, String reason) {
    Assessment assessment = docket.assessment();
    if (assessment.outcome() == null) {
      return;
    }
    boolean broken = docket.standing().bypass() != null;
    seal(
        docket.review(),
        assessment.outcome(),
        broken ? by(BREAK_GLASS, assessment) : assessment,
        reason.strip());
  }

  /** Rejects what nobody decided in time. */
  void expire(Docket docket, String reason) {
    seal(
        docket.review(),
        Outcome.REJECT,
        new Assessment(docket.assessment().requirements(), Outcome.REJECT, EXPIRED, List.of()),
        reason);
  }

  private static Assessment by(String rule, Assessment assessment) {
    return new Assessment(
        assessment.requirements(), assessment.outcome(), rule, assessment.deciders());
  }

  /**
   * Seals the review that the caller holds locked.
   *
   * @param reason of whoever made the outcome
   */
  void seal(Review review, Outcome outcome, Assessment assessment, String reason) {
    Instant now = clock.instant();
    DecisionMade unrecorded = decision(review, outcome, assessment, reason, -1, ids.next(), now);
    long index =
        record.append("decision.made", new Entry(unrecorded, review.program(), assessment.rule()));
    DecisionMade made =
        decision(review, outcome, assessment, reason, index, unrecorded.decisionId(), now);
    new Decision(made, review.program(), assessment.rule()).persist();
    review.decide(outcome + ": " + reason);
    ballots.reveal(review);
    if (TOLD.contains(assessment.rule())) {
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
