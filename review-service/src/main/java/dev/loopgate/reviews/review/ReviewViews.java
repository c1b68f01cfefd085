package dev.loopgate.reviews.review;

import dev.loopgate.chassis.paging.Page;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.decision.Decision;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.rules.Dossier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows reviews with all that belongs to them, in a fixed number of queries per page. */
@ApplicationScoped
public class ReviewViews {
  private final Assessments assessments;

  @Inject
  ReviewViews(Assessments assessments) {
    this.assessments = assessments;
  }

  @Transactional
  public Optional<ReviewView> find(String idOrKey) {
    return Review.find(Listing.withoutNul(idOrKey)).map(this::view);
  }

  /** Newest first. */
  @Transactional
  public Page<ReviewView> list(
      @Nullable String program,
      @Nullable ReviewState state,
      @Nullable ReviewKind kind,
      int limit,
      @Nullable String cursor) {
    Listing listing =
        new Listing().ofProgram(program).with("state", state).with("kind", kind).after(cursor);
    Page<Review> page = Page.of(Review.list(listing, limit + 1), limit, r -> r.id().toString());
    return new Page<>(views(page.items()), page.nextCursor());
  }

  ReviewView view(Review review) {
    return views(List.of(review)).getFirst();
  }

  private List<ReviewView> views(List<Review> reviews) {
    List<UUID> ids = reviews.stream().map(Review::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Dossier> dossiers =
        DossierVersion.current(ids).stream()
            .collect(Collectors.toMap(DossierVersion::reviewId, DossierVersion::dossier));
    Map<UUID, List<Vote>> votes =
        Vote.of(ids).stream().collect(Collectors.groupingBy(Vote::reviewId));
    Map<UUID, Decision> decisions =
        Decision.ofReviews(ids).stream()
            .collect(Collectors.toMap(Decision::reviewId, Function.identity()));
    return reviews.stream()
        .map(review ->
            view(
                review,
                dossiers.get(review.id()),
                votes.getOrDefault(review.id(), List.of()),
                decisions.get(review.id())))
        .toList();
  }

  private ReviewView view(
      Review review, @Nullable Dossier shown, List<Vote> votes, @Nullable Decision decision) {
    Dossier dossier = java.util.Objects.requireNonNull(shown, review.key());
    return new ReviewView(
        review.id(),
        review.key(),
        review.kind(),
        review.programId(),
        review.program(),
        review.ideaKey(),
        review.ideaId(),
        review.subjectKey(),
        review.subjectId(),
        review.experimentId(),
        review.generation(),
        review.state(),
        review.stateReason(),
        review.policy(),
        review.dossierDigest(),
        review.dossierVersion(),
        dossier,
        assessments.assess(review, dossier, votes).requirements(),
        votes.stream().map(vote -> vote.view(review.dossierDigest())).toList(),
        decision == null ? null : decision.view(),
        review.openedAt());
  }
}
