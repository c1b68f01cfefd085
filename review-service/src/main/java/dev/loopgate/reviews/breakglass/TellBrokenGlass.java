package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.BreakGlassUsed;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.seal.RestsOnBrokenGlass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells everybody that glass is broken, and that others must look at it: when enough people have
 * called for it, and at the latest when it decides something.
 */
@ApplicationScoped
class TellBrokenGlass {
  private static final Logger LOG = Logger.getLogger(TellBrokenGlass.class);

  private final GlassStore glasses;
  private final LogStore record;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  TellBrokenGlass(GlassStore glasses, LogStore record, FeedStore feed, Clock clock, Ids ids) {
    this.glasses = glasses;
    this.record = record;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  void sealing(@Observes RestsOnBrokenGlass seal) {
    tellIfBroken(seal.docket());
  }

  /** Tells once for as long as it stays broken; the caller holds the review locked. */
  void tellIfBroken(Docket docket) {
    Policy policy = docket.policy();
    Policy.BreakGlass terms = policy == null ? null : policy.breakGlass();
    if (terms == null || docket.standing().bypass() == null) {
      return;
    }
    Review review = docket.review();
    Instant now = clock.instant();
    List<GlassBreak> calls = docket.electorate().breaks(Assessments.glass(terms));
    GlassRecord glass =
        new GlassRecord(
            ids.next(),
            review.id(),
            review.key(),
            calls.stream().map(GlassBreak::person).toList(),
            calls.stream().map(GlassBreak::reason).toList(),
            review.dossierDigest(),
            now,
            calls.getFirst().calledAt().plus(terms.expires()),
            now.plus(terms.postReview()),
            null,
            null,
            null,
            null);
    if (glasses.tryAdd(glass)) {
      tell(review, glass);
    }
  }

  private void tell(Review review, GlassRecord glass) {
    BreakGlassUsed used =
        new BreakGlassUsed(
            glass.id(),
            review.id(),
            review.key(),
            review.kind(),
            review.programId(),
            glass.dossierDigest(),
            glass.people(),
            glass.reasons(),
            glass.usedAt(),
            glass.expiresAt(),
            glass.dueAt());
    record.append(BreakGlassUsed.TYPE, used);
    feed.append(BreakGlassUsed.TYPE, review.id(), review.programId(), used);
    LOG.warnf(
        "Break-glass on %s by %s; others must review it until %s",
        review.key(), glass.people(), glass.dueAt());
  }
}
