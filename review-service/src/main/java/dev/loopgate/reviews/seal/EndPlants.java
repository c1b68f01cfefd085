package dev.loopgate.reviews.seal;

import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.ballot.Ballots;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.plant.PlantAnswer;
import dev.loopgate.reviews.plant.PlantResult;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Electorate;
import dev.loopgate.reviews.rules.Voice;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Ends what was planted, at the moment when a true review would be decided or fall away: says what
 * was wrong and who found it, and decides nothing.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class EndPlants {
  private final PlantStore plants;
  private final SubjectStore subjects;
  private final Assessments assessments;
  private final Ballots ballots;
  private final LogStore record;
  private final Clock clock;

  @Inject
  EndPlants(
      PlantStore plants,
      SubjectStore subjects,
      Assessments assessments,
      Ballots ballots,
      LogStore record,
      Clock clock) {
    this.plants = plants;
    this.subjects = subjects;
    this.assessments = assessments;
    this.ballots = ballots;
    this.record = record;
    this.clock = clock;
  }

  /** The digest of the canonical JSON of {@code opened} is the commitment. */
  private record Revealed(
      UUID plantId,
      String commitment,
      Plant.Opened opened,
      PlantResult result,
      List<PlantAnswer> answers,
      String reason,
      Instant endedAt) {}

  /**
   * Ends a review that the caller holds locked, if it was planted.
   *
   * @param adopted whether a true one would be an adoption now
   * @return false when it is a true one
   */
  public boolean tryEnd(Review review, boolean adopted, String reason) {
    Plant plant = plants.ofReview(review.id()).orElse(null);
    if (plant == null) {
      return false;
    }
    end(plant, review, adopted, reason);
    return true;
  }

  /** No plant stays that has the number of a true idea, which is about to become known. */
  public void makeWay(UUID programId, int number) {
    subjects.lockProgram(programId);
    endOpen(programId, plant -> plant.number() <= number, "a true idea has its number now");
  }

  /** True reviews fall away when their baseline does, and so do plants. */
  public void moveOn(UUID programId, UUID generationId) {
    subjects.lockProgram(programId);
    endOpen(programId, _ -> true, "generation %s is the baseline now".formatted(generationId));
  }

  private void endOpen(UUID programId, Predicate<Plant> which, String reason) {
    for (Plant plant : plants.open(programId).stream().filter(which).toList()) {
      Review.lock(plant.reviewId().toString())
          .filter(Review::isOpen)
          .ifPresent(review -> end(plant, review, false, reason));
    }
  }

  private void end(Plant plant, Review review, boolean adopted, String reason) {
    Electorate electorate = assessments.docket(review).electorate();
    PlantResult result = PlantResult.of(adopted, !electorate.vetoes().isEmpty());
    List<PlantAnswer> answers = answers(electorate);
    Instant now = clock.instant();
    if (!plants.tryEnd(plant.id(), result, answers, now)) {
      throw new IllegalStateException("plant " + plant.id() + " has ended before its review");
    }
    review.uncover("%s: %s".formatted(result, reason));
    ballots.reveal(review);
    record.append(
        "plant.revealed",
        new Revealed(plant.id(), plant.commitment(), plant.opened(), result, answers, reason, now));
  }

  /** Whoever lent a voice did not look; the hand that voted is whose eyes these were. */
  private static List<PlantAnswer> answers(Electorate electorate) {
    return electorate.lastWords().stream()
        .filter(voice -> voice.value() == Value.APPROVE || voice.value() == Value.VETO)
        .map(EndPlants::answer)
        .distinct()
        .sorted(Comparator.comparing(PlantAnswer::person))
        .toList();
  }

  private static PlantAnswer answer(Voice voice) {
    return new PlantAnswer(voice.voter(), voice.value() == Value.VETO);
  }
}
