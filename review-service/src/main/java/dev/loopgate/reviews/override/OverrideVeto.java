package dev.loopgate.reviews.override;

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
import dev.loopgate.reviews.rules.OverrideCall;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.reviews.rules.Voice;
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
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets people with the role that the policy names set vetoes aside: never one alone, never who made
 * what is judged, never who holds a veto.
 */
@ApplicationScoped
public class OverrideVeto {
  static final ProblemType NO_OVERRIDE =
      new ProblemType("no-override", 409, "There is nothing that could be set aside");
  static final ProblemType OWN_VETO =
      new ProblemType("own-veto", 403, "Who holds a veto withdraws it and does not override it");

  private final Idempotency idempotency;
  private final Assessments assessments;
  private final WaiverStore waivers;
  private final SealDecision sealDecision;
  private final StopGate stops;
  private final ReviewViews views;
  private final LogStore record;
  private final Clock clock;
  private final Ids ids;

  @Inject
  OverrideVeto(
      Idempotency idempotency,
      Assessments assessments,
      WaiverStore waivers,
      SealDecision sealDecision,
      StopGate stops,
      ReviewViews views,
      LogStore record,
      Clock clock,
      Ids ids) {
    this.idempotency = idempotency;
    this.assessments = assessments;
    this.waivers = waivers;
    this.sealDecision = sealDecision;
    this.stops = stops;
    this.views = views;
    this.record = record;
    this.clock = clock;
    this.ids = ids;
  }

  private record Request(String review, String ifMatch, NewReason why) {}

  private record Entry(UUID id, UUID reviewId, String key, OverrideCall call) {}

  /**
   * Says that the vetoes which stand now shall not stand.
   *
   * @param ifMatch the digest of the dossier that the person has read
   * @param idempotencyKey a repeated one answers what the first did
   */
  @Transactional
  public ReviewView override(
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
        "POST /api/v1/reviews/{idOrKey}/overrides",
        new Request(name, ifMatch == null ? "" : ifMatch, why),
        ReviewView.class,
        () -> overrideOnce(person, name, why, ifMatch));
  }

  private ReviewView overrideOnce(
      Principal person, String name, NewReason why, @Nullable String ifMatch) {
    Review review = Review.lock(name).orElseThrow(() -> ProblemException.notFound("review", name));
    Docket docket = assessments.docket(review);
    Instant now = clock.instant();
    requireRole(person, docket);
    VotingRights.requireUnbarred(person.subject(), docket);
    CastVote.requireOpen(docket, now);
    stops.requireOpen(review.kind(), review.programId(), review.key());
    IfMatch.require(ifMatch, review.dossierDigest(), "dossier of review " + review.key());
    StepUpRequired.check(person, docket.authentication(), now);
    List<Voice> vetoes = docket.electorate().vetoes();
    requireForeignVeto(person.subject(), vetoes, docket);
    OverrideCall call =
        new OverrideCall(
            person.subject(),
            person.roles(),
            vetoes.stream().map(Voice::id).collect(Collectors.toSet()),
            review.dossierDigest(),
            why.reason().strip(),
            now);
    UUID id = ids.next();
    waivers.add(id, review.id(), call);
    record.append("veto.override-called", new Entry(id, review.id(), review.key(), call));
    sealDecision.sealIfDecided(assessments.docket(review), call.reason());
    return views.view(review, person);
  }

  private static void requireRole(Principal person, Docket docket) {
    Terms.VetoOverride terms = docket.terms() == null ? null : docket.terms().override();
    if (terms == null) {
      throw new ProblemException(
          NO_OVERRIDE,
          "%s lets nobody set a veto aside. Its holder can withdraw it."
              .formatted(docket.review().policy()));
    }
    if (!person.has(terms.role())) {
      throw new ProblemException(
          VoteProblems.NOT_ASKED,
          "%s asks for %d people with the role %s to set a veto aside."
              .formatted(docket.review().policy(), terms.people(), terms.role()));
    }
  }

  private static void requireForeignVeto(String person, List<Voice> vetoes, Docket docket) {
    if (vetoes.isEmpty()) {
      throw new ProblemException(
          NO_OVERRIDE, "No veto stands on %s.".formatted(docket.review().key()));
    }
    Set<String> holders =
        vetoes.stream().flatMap(veto -> veto.people().stream()).collect(Collectors.toSet());
    if (holders.contains(person)) {
      throw new ProblemException(
          OWN_VETO,
          "%s has a part in a veto on %s. Withdraw it instead."
              .formatted(person, docket.review().key()));
    }
  }
}
