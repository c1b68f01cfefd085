package dev.loopgate.reviews.docket;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.decision.Decision;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.subject.ProgramNames;
import dev.loopgate.wire.paging.Page;
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
  private final ProgramNames names;

  @Inject
  ReviewViews(Assessments assessments, ProgramNames names) {
    this.assessments = assessments;
    this.names = names;
  }

  @Transactional
  public Optional<ReviewView> find(String idOrKey, Principal viewer) {
    return Review.find(Listing.withoutNul(idOrKey))
        .filter(review -> isShown(review.kind(), viewer))
        .map(review -> views(List.of(review), viewer).getFirst());
  }

  /** Newest first. */
  @Transactional
  public Page<ReviewView> list(
      @Nullable String program,
      @Nullable ReviewState state,
      @Nullable ReviewKind kind,
      int limit,
      @Nullable String cursor,
      Principal viewer) {
    Listing listing =
        new Listing().ofProgram(program, names).with("state", state).with("kind", kind);
    if (!isShown(ReviewKind.RULE_CHANGE, viewer)) {
      listing.without("kind", ReviewKind.RULE_CHANGE);
    }
    listing.after(cursor);
    Page<Review> page = Page.of(Review.list(listing, limit + 1), limit, r -> r.id().toString());
    return new Page<>(views(page.items(), viewer), page.nextCursor());
  }

  /** Rule changes tell which programs test their agents, so agents see none. */
  private static boolean isShown(ReviewKind kind, Principal viewer) {
    return kind != ReviewKind.RULE_CHANGE || viewer.kind() != PrincipalKind.AGENT;
  }

  /** What a person sees who has just acted; the caller's transaction goes on. */
  public ReviewView view(Review review, Principal viewer) {
    return views(List.of(review), viewer).getFirst();
  }

  private List<ReviewView> views(List<Review> reviews, Principal viewer) {
    List<UUID> ids = reviews.stream().map(Review::id).toList();
    Map<UUID, Decision> decisions =
        ids.isEmpty()
            ? Map.of()
            : Decision.ofReviews(ids).stream()
                .collect(Collectors.toMap(Decision::reviewId, Function.identity()));
    return assessments.dockets(reviews).stream()
        .map(docket -> view(docket, decisions.get(docket.review().id()), viewer))
        .toList();
  }

  private static ReviewView view(Docket docket, @Nullable Decision decision, Principal viewer) {
    Review review = docket.review();
    Plant plant = docket.endedPlant();
    boolean blind = docket.isBlindFor(viewer);
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
        docket.dossier(),
        blind ? docket.requirementsWithoutVotes() : docket.assessment().requirements(),
        blind ? List.of() : docket.votes().stream().map(docket::view).toList(),
        blind,
        docket.isEscalated(),
        decision == null ? null : decision.view(),
        plant == null ? null : PlantView.of(plant),
        review.openedAt());
  }
}
