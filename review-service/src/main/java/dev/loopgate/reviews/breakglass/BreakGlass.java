package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.docket.ReviewViews;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.seal.SealDecision;
import dev.loopgate.reviews.stop.StopGate;
import dev.loopgate.reviews.vote.CastVote;
import dev.loopgate.reviews.vote.StepUpRequired;
import dev.loopgate.reviews.vote.VoteProblems;
import dev.loopgate.reviews.vote.VotingRights;
import dev.loopgate.reviews.waiver.NewReason;
import dev.loopgate.reviews.waiver.WaiverStore;
import dev.loopgate.wire.paging.IfMatch;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets two people decide without those whom the policy asks for, in an emergency. It waives people
 * and never evidence, is told at once, ends by itself, and others must look at it afterwards.
 */
@ApplicationScoped
public class BreakGlass {
  private final Idempotency idempotency;
  private final Assessments assessments;
  private final WaiverStore waivers;
  private final GlassStore glasses;
  private final TellBrokenGlass tellBrokenGlass;
  private final SealDecision sealDecision;
  private final StopGate stops;
  private final ReviewViews views;
  private final LogStore record;
  private final Clock clock;
  private final Ids ids;

  @Inject
  BreakGlass(
      Idempotency idempotency,
      Assessments assessments,
      WaiverStore waivers,
      GlassStore glasses,
      TellBrokenGlass tellBrokenGlass,
      SealDecision sealDecision,
      StopGate stops,
      ReviewViews views,
      LogStore record,
      Clock clock,
      Ids ids) {
    this.idempotency = idempotency;
    this.assessments = assessments;
    this.waivers = waivers;
    this.glasses = glasses;
    this.tellBrokenGlass = tellBrokenGlass;
    this.sealDecision = sealDecision;
    this.stops = stops;
    this.views = views;
    this.record = record;
    this.clock = clock;
    this.ids = ids;
  }

  private record Request(String review, String ifMatch, NewReason why) {}

  private record Entry(UUID id, UUID reviewId, String key, GlassBreak call) {}

  /**
   * One person's call; the one that makes enough of them breaks the glass.
   *
   * @param ifMatch the digest of the dossier that the person has read
   * @param idempotencyKey a repeated one answers what the first did
   */
  @Transactional
  public ReviewView call(
      Principal person,
      String idOrKey,
      NewReason why,
      @Nullable String ifMatch,
      @Nullable String idempotencyKey) {
    VotingRights.requirePerson(person);
    String name = Listing.withoutNul(idOrKey);
    return idempotency.once(
        person.subject(),
        idempotencyKey,
        "POST /api/v1/reviews/{idOrKey}/break-glass",
        new Request(name, ifMatch == null ? "" : ifMatch, why),
        ReviewView.class,
        () -> callOnce(person, name, why, ifMatch));
  }

  private ReviewView callOnce(
      Principal person, String name, NewReason why, @Nullable String ifMatch) {
    Review review = Review.lock(name).orElseThrow(() -> ProblemException.notFound("review", name));
    Docket docket = assessments.docket(review);
    Instant now = clock.instant();
    Policy.BreakGlass terms = terms(person, docket);
    VotingRights.requireUnbarred(person.subject(), docket);
    CastVote.requireOpen(docket, now);
    stops.requireOpen(review.kind(), review.programId(), review.key());
    IfMatch.require(ifMatch, review.dossierDigest(), "dossier of review " + review.key());
    StepUpRequired.check(person, docket.authentication(), now);
    requireSomebodyElse(person.subject(), docket, terms, now);
    requireAllReviewed(now);
    GlassBreak call =
        new GlassBreak(person.subject(), review.dossierDigest(), why.reason().strip(), now);
    UUID id = ids.next();
    waivers.add(id, review.id(), call);
    record.append("break-glass.called", new Entry(id, review.id(), review.key(), call));
    Docket after = assessments.docket(review);
    tellBrokenGlass.tellIfBroken(after);
    sealDecision.sealIfDecided(after, "break-glass: " + call.reason());
    return views.view(review, person);
  }

  private static Policy.BreakGlass terms(Principal person, Docket docket) {
    Policy.BreakGlass terms = docket.policy() == null ? null : docket.policy().breakGlass();
    if (terms == null) {
      throw new ProblemException(
          GlassProblems.NO_BREAK_GLASS,
          "%s does not let people be set aside. Ask those whom it asks for."
              .formatted(docket.review().policy()));
    }
    if (!person.has(terms.role())) {
      throw new ProblemException(
          VoteProblems.NOT_ASKED,
          "%s asks for %d people with the role %s to break the glass."
              .formatted(docket.review().policy(), terms.people(), terms.role()));
    }
    return terms;
  }

  private static void requireSomebodyElse(
      String person, Docket docket, Policy.BreakGlass terms, Instant now) {
    boolean called =
        docket.history().breaks().stream()
            .filter(call -> call.dossierDigest().equals(docket.review().dossierDigest()))
            .filter(call -> now.isBefore(call.calledAt().plus(terms.expires())))
            .anyMatch(call -> call.person().equals(person));
    if (called) {
      throw new ProblemException(
          GlassProblems.SECOND_PERSON_NEEDED,
          "%s has called for it already. It takes %d people.".formatted(person, terms.people()));
    }
  }

  private void requireAllReviewed(Instant now) {
    List<GlassRecord> overdue = glasses.overdue(now);
    if (!overdue.isEmpty()) {
      throw new ProblemException(
          GlassProblems.POST_REVIEW_OVERDUE,
          "The break-glass on %s should have been reviewed until %s. Review it first: POST /api/v1/reviews/%s/post-review."
              .formatted(
                  overdue.getFirst().reviewKey(),
                  overdue.getFirst().dueAt(),
                  overdue.getFirst().reviewKey()));
    }
  }
}
