package dev.loopgate.reviews.seal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.reviews.ballot.Ballots;
import dev.loopgate.reviews.decision.Decision;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.record.Announcement;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.RequirementState;
import dev.loopgate.reviews.rules.Standing;
import dev.loopgate.reviews.stop.StopGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Seals what an assessment came to, in the transaction that made it so; the peers hear of it when
 * it has its place in the log. What was planted ends here instead. Who in this service carries a
 * decision out observes {@link DecisionMade}, in that transaction.
 */
@ApplicationScoped
public class SealDecision {
  private static final Set<String> TOLD =
      Set.of(Assessment.VOTES, Assessment.BREAK_GLASS, Assessment.EXPIRED);

  private static final long NOT_YET = -1;

  private final LogStore record;
  private final Ballots ballots;
  private final EndPlants plants;
  private final StopGate stops;
  private final Event<RestsOnBrokenGlass> brokenGlass;
  private final Event<DecisionMade> decided;
  private final Clock clock;
  private final Ids ids;

  @Inject
  SealDecision(
      LogStore record,
      Ballots ballots,
      EndPlants plants,
      StopGate stops,
      Event<RestsOnBrokenGlass> brokenGlass,
      Event<DecisionMade> decided,
      Clock clock,
      Ids ids) {
    this.brokenGlass = brokenGlass;
    this.decided = decided;
    this.record = record;
    this.ballots = ballots;
    this.plants = plants;
    this.stops = stops;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What the log says; the index is what it answers.
   *
   * @param eligible who else could have decided
   */
  private record Entry(
      @JsonIgnoreProperties("recordIndex") DecisionMade decision,
      String program,
      String rule,
      List<Standing.Eligible> eligible) {}

  /** Seals what people have come to, if they have; the caller holds the review locked. */
  public void sealIfDecided(Docket docket, String reason) {
    Assessment assessment = docket.assessment();
    if (assessment.outcome() == null) {
      return;
    }
    boolean broken =
        assessment.outcome() != Outcome.REJECT
            && assessment.requirements().stream()
                .anyMatch(r -> r.state() == RequirementState.BYPASSED);
    if (broken) {
      brokenGlass.fire(new RestsOnBrokenGlass(docket));
    }
    seal(
        docket.review(),
        assessment.outcome(),
        broken ? assessment.by(Assessment.BREAK_GLASS) : assessment,
        docket.standing().eligible(),
        reason.strip());
  }

  /** Rejects what nobody decided in time. */
  void expire(Docket docket, String reason) {
    seal(
        docket.review(),
        Outcome.REJECT,
        new Assessment(
            docket.assessment().requirements(),
            Outcome.REJECT,
            Assessment.EXPIRED,
            List.of(),
            null),
        docket.standing().eligible(),
        reason);
  }

  /**
   * Seals what a rule decided; the caller holds the review locked.
   *
   * @param reason of whoever made the outcome
   */
  public void seal(Review review, Outcome outcome, Assessment assessment, String reason) {
    seal(review, outcome, assessment, List.of(), reason);
  }

  private void seal(
      Review review,
      Outcome outcome,
      Assessment assessment,
      List<Standing.Eligible> eligible,
      String reason) {
    stops.requireOpen(review.kind(), review.programId(), review.key());
    if (plants.tryEnd(review, outcome == Outcome.ADOPT, reason)) {
      return;
    }
    Instant now = clock.instant();
    DecisionMade made = decision(review, outcome, assessment, reason, ids.next(), now);
    ballots.reveal(review);
    UUID entry =
        record.append(
            DecisionMade.TYPE,
            new Entry(made, review.program(), assessment.rule(), eligible),
            announcements(review, assessment, made));
    new Decision(made, review.program(), assessment.rule(), entry).persist();
    review.decide(outcome + ": " + reason);
    decided.fire(made);
  }

  /** What takes effect elsewhere waits for its place in the log. */
  private static Announcement[] announcements(
      Review review, Assessment assessment, DecisionMade made) {
    List<Announcement> announcements = new ArrayList<>();
    if (TOLD.contains(assessment.rule())) {
      announcements.add(new Announcement(DecisionMade.TYPE, review.id(), review.programId(), made));
    }
    if (made.outcome() == Outcome.CLEAR) {
      ClearanceGranted granted = clearance(review, assessment, made.decidedAt());
      announcements.add(
          new Announcement(ClearanceGranted.TYPE, granted.ideaId(), granted.programId(), granted));
    }
    return announcements.toArray(Announcement[]::new);
  }

  private static ClearanceGranted clearance(Review review, Assessment assessment, Instant now) {
    return new ClearanceGranted(
        review.id(),
        Objects.requireNonNull(review.ideaId()),
        Objects.requireNonNull(review.ideaKey()),
        Objects.requireNonNull(review.programId()),
        review.policy(),
        assessment.rule(),
        Objects.requireNonNull(assessment.minimumIsolation(), review.key()),
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
