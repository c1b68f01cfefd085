package dev.loopgate.reviews.planting;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.ballot.Salts;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.DossierVersion;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.Requirement;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a dossier on the desk of which it is known what is wrong, so that it shows whether people
 * look. Nobody who may vote can tell it from a true one, and nothing ever comes of it.
 */
@ApplicationScoped
public class Planting {
  /** Ahead of the newest idea by so much at least: a plant ends when a true idea gets there. */
  private static final int LEAD = 5;

  private static final int SPREAD = 10;

  private final Idempotency idempotency;
  private final SubjectStore subjects;
  private final PlantStore plants;
  private final Policies policies;
  private final Reviews reviews;
  private final LogStore record;
  private final Salts salts;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Planting(
      Idempotency idempotency,
      SubjectStore subjects,
      PlantStore plants,
      Policies policies,
      Reviews reviews,
      LogStore record,
      Salts salts,
      Clock clock,
      Ids ids) {
    this.idempotency = idempotency;
    this.subjects = subjects;
    this.plants = plants;
    this.policies = policies;
    this.reviews = reviews;
    this.record = record;
    this.salts = salts;
    this.clock = clock;
    this.ids = ids;
  }

  /** All that the log gets to know while the plant is open. */
  private record Committed(UUID plantId, String commitment) {}

  /**
   * Plants a review after a true one.
   *
   * @param idempotencyKey a repeated one answers what the first did
   */
  @Transactional
  public PlantView plant(Principal planter, NewPlant request, @Nullable String idempotencyKey) {
    return idempotency.once(
        planter.subject(),
        idempotencyKey,
        "POST /api/v1/plants",
        request,
        PlantView.class,
        () -> plantOnce(planter, request));
  }

  private PlantView plantOnce(Principal planter, NewPlant request) {
    Dossier model = model(Listing.withoutNul(request.model().strip()));
    UUID programId = Objects.requireNonNull(model.programId());
    subjects.lockProgram(programId);
    KnownIdea newest =
        subjects
            .newestIdea(programId)
            .orElseThrow(() -> ProblemException.notFound("idea of program", model.program()));
    int number = number(programId, newest);
    Dossier dossier = dossier(request, model, newest, number);
    Plant plant =
        new Plant(
            ids.next(),
            ids.next(),
            dossier.reviewKey(),
            programId,
            dossier.program(),
            number,
            model.reviewKey(),
            request.defect(),
            planter.subject(),
            salts.next(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            null,
            List.of());
    plants.add(plant);
    record.append("plant.committed", new Committed(plant.id(), plant.commitment()));
    reviews.open(plant.reviewId(), dossier);
    return PlantView.of(plant);
  }

  private static Dossier model(String idOrKey) {
    Review review =
        Review.find(idOrKey).orElseThrow(() -> ProblemException.notFound("review", idOrKey));
    boolean ended =
        review.state() == ReviewState.DECIDED || review.state() == ReviewState.SUPERSEDED;
    if (review.kind() != ReviewKind.ADOPTION || !ended) {
      throw new ProblemException(
          PlantProblems.UNFIT_MODEL,
          "%s is a review of kind %s in state %s. Name an ADOPTION that is DECIDED or SUPERSEDED."
              .formatted(review.key(), review.kind(), review.state()));
    }
    Dossier dossier = DossierVersion.current(List.of(review.id())).getFirst().dossier();
    if (dossier.plan() == null || dossier.evidence() == null) {
      throw new ProblemException(
          PlantProblems.UNFIT_MODEL,
          "%s has no plan or no evidence in its dossier. Name another one.".formatted(idOrKey));
    }
    return dossier;
  }

  private int number(UUID programId, KnownIdea newest) {
    int highest = Math.max(newest.proposed().number(), plants.highestNumber(programId));
    return highest + LEAD + salts.below(SPREAD);
  }

  private Dossier dossier(NewPlant request, Dossier model, KnownIdea newest, int number) {
    KnownPolicy policy = policies.version(newest.policy()).orElse(null);
    Dossier twin =
        new Twin(model, newest, number, clock.instant(), ids)
            .dossier(request, policy == null ? null : policy.digest());
    requireReaching(model.reviewKey(), "what it shows", twin, policy);
    Dossier dossier =
        request
            .defect()
            .in(twin)
            .orElseThrow(() ->
                new ProblemException(
                    PlantProblems.UNFIT_MODEL,
                    "%s has nothing that %s could be wrong with, or is so already. Name another model or another defect."
                        .formatted(model.reviewKey(), request.defect())));
    requireReaching(model.reviewKey(), request.defect().name(), dossier, policy);
    return dossier;
  }

  /** What a condition refuses says nothing about people. */
  private static void requireReaching(
      String model, String what, Dossier dossier, @Nullable KnownPolicy policy) {
    List<Requirement> unmet =
        Assessment.unmetFacts(
            policy == null ? null : policy.policy(),
            dossier,
            policy == null ? Findings.of(Map.of()) : policy.findings(dossier));
    if (!unmet.isEmpty()) {
      throw new ProblemException(
          PlantProblems.NEEDLESS_PLANT,
          "%s refuses %s of %s without asking people (%s). Plant something that people must find."
              .formatted(
                  dossier.policy(),
                  what,
                  model,
                  unmet.stream()
                      .map(requirement -> requirement.name() + ": " + requirement.detail())
                      .collect(Collectors.joining("; "))));
    }
  }
}
