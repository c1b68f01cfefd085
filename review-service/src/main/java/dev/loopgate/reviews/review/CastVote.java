package dev.loopgate.reviews.review;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.chassis.paging.IfMatch;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.record.RecordStore;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person's vote and, when it fulfils the policy, seals the decision in the same
 * transaction. Votes on one review wait for each other, so there is one decision at most.
 */
@ApplicationScoped
public class CastVote {
  static final ProblemType OWN_IDEA =
      new ProblemType("own-idea", 403, "Authors and sponsors do not judge their own ideas");
  static final ProblemType REVIEW_CLOSED =
      new ProblemType("review-closed", 409, "The review takes no more votes");
  static final ProblemType NOT_A_PERSON = new ProblemType("not-a-person", 403, "Only people vote");

  private final Idempotency idempotency;
  private final Assessments assessments;
  private final SealDecision sealDecision;
  private final ReviewViews views;
  private final RecordStore record;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  CastVote(
      Idempotency idempotency,
      Assessments assessments,
      SealDecision sealDecision,
      ReviewViews views,
      RecordStore record,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.idempotency = idempotency;
    this.assessments = assessments;
    this.sealDecision = sealDecision;
    this.views = views;
    this.record = record;
    this.feed = feed;
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
    requirePerson(voter);
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
    Dossier dossier = DossierVersion.current(List.of(review.id())).getFirst().dossier();
    requireNoAuthor(voter, review, dossier);
    requireOpen(review);
    IfMatch.require(ifMatch, review.dossierDigest(), "dossier of review " + review.key());
    List<Vote> votes = new ArrayList<>(Vote.of(List.of(review.id())));
    votes.add(store(voter, review, vote, votes.size() + 1));
    sealIfDecided(review, dossier, votes, vote.reason());
    return views.view(review);
  }

  /** The access filter has seen to it already; the one promise that is kept twice. */
  private static void requirePerson(Principal voter) {
    if (voter.kind() != PrincipalKind.HUMAN || !voter.has(Role.REVIEWER)) {
      throw new ProblemException(
          NOT_A_PERSON,
          "%s is %s. Votes are cast by people with the role reviewer, in their own name."
              .formatted(voter.subject(), voter.kind()));
    }
  }

  private void requireNoAuthor(Principal voter, Review review, Dossier dossier) {
    if (assessments.authors(dossier).contains(voter.subject())) {
      throw new ProblemException(
          OWN_IDEA,
          "%s is an author of %s, asked for it, or sponsors the agent that is. Ask another reviewer to judge %s."
              .formatted(voter.subject(), review.subject(), review.key()));
    }
  }

  private static void requireOpen(Review review) {
    if (!review.isOpen()) {
      throw new ProblemException(
          REVIEW_CLOSED,
          "Review %s is %s (%s). Propose a new idea to put the question again."
              .formatted(review.key(), review.state(), review.stateReason()));
    }
  }

  private Vote store(Principal voter, Review review, NewVote vote, int number) {
    VoteCast cast =
        new VoteCast(
            ids.next(),
            review.id(),
            voter.subject(),
            vote.value(),
            review.dossierDigest(),
            vote.reason().strip(),
            clock.instant());
    Vote stored = new Vote(cast, number);
    stored.persist();
    record.append(VoteCast.TYPE, cast);
    feed.append(VoteCast.TYPE, review.id(), cast);
    return stored;
  }

  private void sealIfDecided(Review review, Dossier dossier, List<Vote> votes, String reason) {
    Assessment assessment = assessments.assess(review, dossier, votes);
    DecisionMade.Outcome outcome = assessment.outcome();
    if (outcome != null) {
      sealDecision.seal(review, outcome, assessment, reason.strip());
    }
  }
}
