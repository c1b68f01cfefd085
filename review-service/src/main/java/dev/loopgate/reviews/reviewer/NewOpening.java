package dev.loopgate.reviews.reviewer;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person opened before voting. */
public record NewOpening(
    @NotNull(message = "is required: DOSSIER, PATCH, EVIDENCE, RUNS or LOG")
        @Schema(required = true)
        What what) {
  /** The parts that a page can tell apart. */
  public enum What {
    DOSSIER,
    PATCH,
    EVIDENCE,
    RUNS,
    LOG
  }
}
