package dev.loopgate.reviews.plant;

import dev.loopgate.reviews.rules.Defect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A plant as the service shows it to those who may know.
 *
 * @param model key of the true review that it was made after
 * @param wrong in words, what a careful reader finds in the dossier
 * @param planter who counts as an author of it
 * @param commitment what the log had of it from the start
 * @param result absent while the review is open
 * @param answers whose last word was a veto, and whose an approval; empty while it is open
 */
public record PlantView(
    @Schema(required = true) UUID id,
    @Schema(required = true) UUID reviewId,
    @Schema(required = true) String reviewKey,
    @Schema(required = true) String program,
    @Schema(required = true) String model,
    @Schema(required = true) Defect defect,
    @Schema(required = true) String wrong,
    @Schema(required = true) String planter,
    @Schema(required = true) String commitment,
    @Schema(required = true) Instant plantedAt,
    @Nullable PlantResult result,
    @Nullable Instant endedAt,
    @Schema(required = true) List<PlantAnswer> answers) {
  public PlantView {
    answers = List.copyOf(answers);
  }

  public static PlantView of(Plant plant) {
    return new PlantView(
        plant.id(),
        plant.reviewId(),
        plant.reviewKey(),
        plant.program(),
        plant.model(),
        plant.defect(),
        plant.defect().wrong(),
        plant.planter(),
        plant.commitment(),
        plant.plantedAt(),
        plant.result(),
        plant.endedAt(),
        plant.answers());
  }
}
