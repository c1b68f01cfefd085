package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program for clients.
 *
 * @param outcome what applying did; absent when a program is only read
 */
@Schema(name = "Program")
public record ProgramView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String name,
    @Schema(required = true) String title,
    @Schema(required = true) int version,
    @Schema(required = true) int currentGeneration,
    @Schema(required = true) String specDigest,
    @Schema(required = true) String appliedBy,
    @Schema(required = true) Instant appliedAt,
    @Schema(required = true) ProgramSpec spec,
    @Nullable Outcome outcome) {

  /** What applying a program file did. */
  @Schema(name = "ApplyOutcome")
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  static ProgramView from(Program program, @Nullable Outcome outcome) {
    return new ProgramView(
        program.id(),
        program.name(),
        program.title(),
        program.version(),
        program.currentGeneration(),
        program.specDigest(),
        program.appliedBy(),
        program.appliedAt(),
        program.spec(),
        outcome);
  }
}
