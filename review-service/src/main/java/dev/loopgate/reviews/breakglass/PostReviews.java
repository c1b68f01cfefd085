package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.vote.VotingRights;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Others look at what was done behind broken glass; what nobody looks at in time is an alarm. */
@ApplicationScoped
public class PostReviews {
  private final Idempotency idempotency;
  private final GlassStore glasses;
  private final Assessments assessments;
  private final LogStore record;
  private final Clock clock;

  @Inject
  PostReviews(
      Idempotency idempotency,
      GlassStore glasses,
      Assessments assessments,
      LogStore record,
      Clock clock,
      MeterRegistry metrics) {
    this.idempotency = idempotency;
    this.glasses = glasses;
    this.assessments = assessments;
    this.record = record;
    this.clock = clock;
    Gauge.builder("loopgate.break_glass.overdue", () -> glasses.countOverdue(clock.instant()))
        .description("Break-glass whose post-review is overdue")
        .register(metrics);
  }

  private record Entry(
      UUID breakGlassId,
      String reviewKey,
      String by,
      GlassRecord.Finding finding,
      String comment,
      Instant at) {}

  private record Request(String review, NewPostReview opinion) {}

  private record Reviewed(List<GlassRecord> glasses) {}

  /**
   * Reviews what was done on a review; answers what was looked at.
   *
   * @param idempotencyKey a repeated one answers what the first did
   */
  @Transactional
  public List<GlassRecord> review(
      Principal person, String idOrKey, NewPostReview opinion, @Nullable String idempotencyKey) {
    VotingRights.requirePerson(person);
    String name = Listing.withoutNul(idOrKey);
    return idempotency
        .once(
            person.subject(),
            idempotencyKey,
            "POST /api/v1/reviews/{idOrKey}/post-review",
            new Request(name, opinion),
            Reviewed.class,
            () -> new Reviewed(reviewOnce(person, name, opinion)))
        .glasses();
  }

  private List<GlassRecord> reviewOnce(Principal person, String name, NewPostReview opinion) {
    Review review = Review.find(name).orElseThrow(() -> ProblemException.notFound("review", name));
    List<GlassRecord> waiting = glasses.lockUnreviewed(review.id());
    if (waiting.isEmpty()) {
      throw new ProblemException(
          GlassProblems.NOTHING_TO_REVIEW,
          "No break-glass on %s waits for a review.".formatted(review.key()));
    }
    requireSomebodyElse(person.subject(), waiting, review);
    Instant now = clock.instant();
    for (GlassRecord glass : waiting) {
      String comment = opinion.comment().strip();
      glasses.review(glass.id(), person.subject(), opinion.finding(), comment, now);
      record.append(
          "break-glass.reviewed",
          new Entry(glass.id(), review.key(), person.subject(), opinion.finding(), comment, now));
    }
    return glasses.find(waiting.stream().map(GlassRecord::id).toList());
  }

  private void requireSomebodyElse(String person, List<GlassRecord> waiting, Review review) {
    if (waiting.stream().anyMatch(glass -> glass.people().contains(person))) {
      throw new ProblemException(
          GlassProblems.OWN_BREAK_GLASS,
          "%s broke the glass on %s. Somebody else must look at it."
              .formatted(person, review.key()));
    }
    VotingRights.requireUnbarred(person, assessments.docket(review));
  }

  /** All, or the overdue ones; newest first. */
  @Transactional
  public Page<GlassRecord> list(boolean overdue, int limit, @Nullable String cursor) {
    UUID below = Cursor.below(cursor);
    List<GlassRecord> rows =
        overdue
            ? glasses.overduePage(clock.instant(), below, limit + 1)
            : glasses.page(below, limit + 1);
    return Page.of(rows, limit, glass -> glass.id().toString());
  }
}
