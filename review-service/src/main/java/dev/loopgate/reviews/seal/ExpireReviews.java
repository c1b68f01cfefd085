package dev.loopgate.reviews.seal;

import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.stop.StopGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rejects what nobody decided in the time that the policy gives: waiting never approves. */
@ApplicationScoped
class ExpireReviews {
  private final Assessments assessments;
  private final Policies policies;
  private final StopGate stops;
  private final SealDecision sealDecision;
  private final Clock clock;

  @Inject
  ExpireReviews(
      Assessments assessments,
      Policies policies,
      StopGate stops,
      SealDecision sealDecision,
      Clock clock) {
    this.assessments = assessments;
    this.policies = policies;
    this.stops = stops;
    this.sealDecision = sealDecision;
    this.clock = clock;
  }

  /** The open reviews whose time is over. */
  @Transactional
  List<UUID> overdue() {
    Instant now = clock.instant();
    return Review.open().stream().filter(review -> isOver(review, now)).map(Review::id).toList();
  }

  private boolean isOver(Review review, Instant now) {
    Policy policy = policies.version(review.policy()).map(KnownPolicy::policy).orElse(null);
    return policy != null
        && policy.terms(review.kind()).decisionExpires() != null
        && !now.isBefore(review.openedAt().plus(policy.terms(review.kind()).decisionExpires()));
  }

  /** Rejects one, unless it was decided in between; of a stopped program, once that goes on. */
  @Transactional
  void expire(UUID id) {
    Review review = Review.lock(id.toString()).filter(Review::isOpen).orElse(null);
    if (review == null || isStopped(review)) {
      return;
    }
    Docket docket = assessments.docket(review);
    if (docket.isOverdue(clock.instant())) {
      sealDecision.expire(
          docket,
          "nobody decided since %s, which is longer than %s lets a review wait"
              .formatted(review.openedAt(), review.policy()));
    }
  }

  private boolean isStopped(Review review) {
    return stops.closedFor(review.kind(), review.programId()).isPresent();
  }
}
