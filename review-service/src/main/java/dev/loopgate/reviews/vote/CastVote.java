package dev.loopgate.reviews.vote;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.ballot.Ballots;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.docket.ReviewViews;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.reviewer.ReviewerStore;
import dev.loopgate.reviews.seal.SealDecision;
import dev.loopgate.reviews.stop.StopGate;
import dev.loopgate.wire.paging.IfMatch;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person's vote and, when it fulfils the policy, seals the decision in the same
 * transaction. Votes on one review wait for each other, so there is one decision at most.
 */
@ApplicationScoped
public class CastVote {
  private final Idempotency idempotency;
  private final Assessments assessments;
  private final VotingRights rights;
  private final Behaviours behaviours;
  private final ReviewerStore reviewers;
  private final Ballots ballots;
  private final Escalations escalations;
  private final SealDecision sealDecision;
  private final StopGate stops;
  private final ReviewViews views;
  private final Clock clock;
  private final Ids ids;

  @Inject
  CastVote(
      Idempotency idempotency,
      Assessments assessments,
      VotingRights rights,
      Behaviours behaviours,
      ReviewerStore reviewers,
      Ballots ballots,
      Escalations escalations,
      SealDecision sealDecision,
      StopGate stops,
      ReviewViews views,
      Clock clock,
      Ids ids) {
    this.idempotency = idempotency;
    this.assessments = assessments;
    this.rights = rights;
    this.behaviours = behaviours;
    this.reviewers = reviewers;
    this.ballots = ballots;
    this.escalations = escalations;
    this.sealDecision = sealDecision;
    this.stops = stops;
    this.views = views;
    this.clock = clock;
    this.ids = ids;
  }

  private record Request(String review, String ifMatch, NewVote vote) {}

  /**
   * Casts a vote.
   *
   * @param ifMatch the digest of the dossier that the voter has read
   * @param idempotencyKey a repeated one answers what the first did
   */
  @Transactional
  public ReviewView cast(
      Principal voter,
      String idOrKey,
      NewVote vote,
      @Nullable String ifMatch,
      @Nullable String idempotencyKey) {
    VotingRights.requirePerson(voter);
    String review = Listing.withoutNul(idOrKey);
    return idempotency.once(
        voter.subject(),
        idempotencyKey,
        "POST /api/v1/reviews/{idOrKey}/votes",
        new Request(review, ifMatch == null ? "" : ifMatch, vote),
        ReviewView.class,
        () -> castOnce(voter, review, vote, ifMatch));
  }

  private ReviewView castOnce(
      Principal voter, String idOrKey, NewVote vote, @Nullable String ifMatch) {
    Review review =
        Review.lock(idOrKey).orElseThrow(() -> ProblemException.notFound("review", idOrKey));
    Docket docket = assessments.docket(review);
    VotingRights.Right right = rights.require(voter, docket, vote);
    Instant now = clock.instant();
    requireOpen(docket, now);
    stops.requireOpen(review.kind(), review.programId(), review.key());
    IfMatch.require(ifMatch, review.dossierDigest(), "dossier of review " + review.key());
    StepUpRequired.check(voter, docket.authentication(), now);
    reviewers.see(voter.subject(), voter.roles(), now);
    ballots.take(
        review,
        cast(voter, docket, vote, right, now),
        docket.votes().size() + 1,
        docket.hidesVotes());
    Docket after = assessments.docket(review);
    escalations.tellIfNew(docket, after);
    sealDecision.sealIfDecided(after, vote.reason());
    return views.view(review, voter);
  }

  public static void requireOpen(Docket docket, Instant now) {
    Review review = docket.review();
    if (!review.isOpen()) {
      throw new ProblemException(
          VoteProblems.REVIEW_CLOSED,
          "Review %s is %s (%s). Propose a new idea to put the question again."
              .formatted(review.key(), review.state(), review.stateReason()));
    }
    if (docket.isOverdue(now)) {
      throw new ProblemException(
          VoteProblems.REVIEW_CLOSED,
          "Review %s has waited since %s, longer than %s lets it, and is rejected. Propose a new idea to put the question again."
              .formatted(review.key(), review.openedAt(), review.policy()));
    }
  }

  private VoteCast cast(
      Principal voter, Docket docket, NewVote vote, VotingRights.Right right, Instant now) {
    Review review = docket.review();
    return new VoteCast(
        ids.next(),
        review.id(),
        voter.subject(),
        vote.onBehalfOf() == null ? null : vote.onBehalfOf().strip(),
        right.delegation(),
        vote.value(),
        right.roles().stream().sorted().toList(),
        authentication(voter),
        review.dossierDigest(),
        docket.dossier().idea() == null ? null : docket.dossier().idea().patchDigest(),
        docket.dossier().evidence() == null ? null : docket.dossier().evidence().evidenceDigest(),
        review.policy(),
        docket.dossier().policyDigest(),
        Objects.requireNonNullElse(vote.reasonCodes(), List.of()),
        vote.reason().strip(),
        behaviours.of(voter.subject(), docket, now),
        now.truncatedTo(ChronoUnit.MICROS)); // as the database keeps it, and as it was committed to
  }

  private static VoteCast.@Nullable Authentication authentication(Principal voter) {
    return voter.acr() == null && voter.amr().isEmpty() && voter.authenticatedAt() == null
        ? null
        : new VoteCast.Authentication(
            voter.acr(), voter.amr().stream().sorted().toList(), voter.authenticatedAt());
  }
}
