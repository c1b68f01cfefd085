package dev.loopgate.reviews.planting;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.ballot.Vote;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.docket.Voters;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.seal.EndPlants;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows plants to those who may know of them, and takes back what nobody has answered. */
@ApplicationScoped
public class Plants {
  private final PlantStore plants;
  private final Assessments assessments;
  private final EndPlants endPlants;

  @Inject
  Plants(PlantStore plants, Assessments assessments, EndPlants endPlants) {
    this.plants = plants;
    this.assessments = assessments;
    this.endPlants = endPlants;
  }

  /** Newest first, with what came of all that have ended. */
  @Transactional
  public PlantPage list(int limit, @Nullable String cursor, Principal viewer) {
    List<UUID> open = shown(plants.open(), viewer).stream().map(Plant::id).toList();
    Page<Plant> page =
        Page.of(
            plants.list(open, Cursor.below(cursor), limit + 1),
            limit,
            plant -> plant.id().toString());
    return new PlantPage(
        page.items().stream().map(PlantView::of).toList(), page.nextCursor(), plants.rate());
  }

  /** Ends a plant that nobody has answered; only its planter does. */
  @Transactional
  public PlantView withdraw(Principal person, String id) {
    Plant plant =
        Listing.uuid(id)
            .flatMap(plants::find)
            .filter(known -> shown(List.of(known), person).contains(known))
            .orElseThrow(() -> ProblemException.notFound("plant", id));
    if (!plant.planter().equals(person.subject())) {
      throw new ProblemException(
          PlantProblems.NOT_YOUR_PLANT,
          "%s planted %s. Ask them to take it back.".formatted(plant.planter(), plant.reviewKey()));
    }
    Review review = Review.lock(plant.reviewId().toString()).orElseThrow();
    if (!review.isOpen() || !Vote.of(List.of(review.id())).isEmpty()) {
      throw new ProblemException(
          PlantProblems.PLANT_IN_USE,
          "Somebody has answered on %s, or it has ended. It stays in the count."
              .formatted(plant.reviewKey()));
    }
    endPlants.tryEnd(review, false, "its planter took it back");
    return PlantView.of(plants.find(plant.id()).orElseThrow());
  }

  /** An open one never to anybody who could have a say in it; its planter has none. */
  private List<Plant> shown(List<Plant> some, Principal viewer) {
    Set<UUID> closed = closedTo(viewer, some.stream().filter(Plant::isOpen).toList());
    return some.stream()
        .filter(plant -> plant.planter().equals(viewer.subject()) || !closed.contains(plant.id()))
        .toList();
  }

  private Set<UUID> closedTo(Principal viewer, List<Plant> open) {
    if (!viewer.has(Role.AUDITOR) && !viewer.has(Role.ADMIN)) {
      return ids(open, plant -> true);
    }
    Map<UUID, Review> reviews = Review.byId(open.stream().map(Plant::reviewId).toList());
    return ids(open, plant -> mayDecide(viewer, reviews.get(plant.reviewId())));
  }

  private static Set<UUID> ids(List<Plant> some, Predicate<Plant> which) {
    return some.stream().filter(which).map(Plant::id).collect(Collectors.toSet());
  }

  /** Of a review that is not there, anybody might. */
  private boolean mayDecide(Principal viewer, @Nullable Review review) {
    Policy policy = review == null ? null : assessments.policy(review);
    return review == null
        || Voters.hasRole(viewer, policy == null ? null : policy.terms(review.kind()))
        || (policy != null
            && policy.breakGlass() != null
            && viewer.has(policy.breakGlass().role()));
  }
}
