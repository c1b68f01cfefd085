package dev.loopgate.reviews.plant;

import dev.loopgate.reviews.rules.Defect;
import dev.loopgate.wire.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review that looks like a true one and is not, with what is wrong in its dossier.
 *
 * @param number that its idea pretends to have in the program
 * @param model key of the true review that it was made after
 * @param salt hex; keeps the commitment from being guessed
 * @param result absent while the review is open, and so is {@code endedAt}
 */
public record Plant(
    UUID id,
    UUID reviewId,
    String reviewKey,
    UUID programId,
    String program,
    int number,
    String model,
    Defect defect,
    String planter,
    String salt,
    Instant plantedAt,
    @Nullable PlantResult result,
    @Nullable Instant endedAt,
    List<PlantAnswer> answers) {
  public Plant {
    answers = List.copyOf(answers);
  }

  /** What the log gets to know when the plant ends, and has a commitment of before. */
  public record Committed(
      UUID plantId,
      UUID reviewId,
      String reviewKey,
      String model,
      Defect defect,
      String planter,
      Instant plantedAt) {}

  /** The commitment is the digest of this. */
  public record Opened(Committed plant, String salt) {}

  public Opened opened() {
    return new Opened(
        new Committed(id, reviewId, reviewKey, model, defect, planter, plantedAt), salt);
  }

  /** {@code sha256:<hex>} of the canonical JSON of what is committed to, with the salt. */
  public String commitment() {
    return Json.digest(opened());
  }

  public boolean isOpen() {
    return result == null;
  }
}
