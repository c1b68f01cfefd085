package dev.loopgate.reviews.reviewer;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** Remembers what people open, so that a vote says what it rests on. */
@ApplicationScoped
public class Openings {
  private final ReviewerStore reviewers;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Openings(ReviewerStore reviewers, Clock clock, Ids ids) {
    this.reviewers = reviewers;
    this.clock = clock;
    this.ids = ids;
  }

  @Transactional
  public Opening open(Principal person, String idOrKey, NewOpening opening) {
    String name = Listing.withoutNul(idOrKey);
    Review review = Review.find(name).orElseThrow(() -> ProblemException.notFound("review", name));
    Instant now = clock.instant();
    reviewers.see(person.subject(), person.roles(), now);
    Opening opened =
        new Opening(
            ids.next(),
            review.id(),
            person.subject(),
            opening.what().name().toLowerCase(Locale.ROOT),
            review.dossierDigest(),
            now);
    reviewers.open(opened);
    return opened;
  }
}
