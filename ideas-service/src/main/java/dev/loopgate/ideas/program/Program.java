package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.Generations.Line;
import java.time.Instant;
import java.util.UUID;

/**
 * The newest version of a program.
 *
 * @param currentGeneration number of the newest generation
 * @param lastIdeaNumber n of the newest idea's key
 */
public record Program(
    UUID id,
    String name,
    String title,
    int version,
    int currentGeneration,
    UUID currentGenerationId,
    int lastIdeaNumber,
    ProgramSpec spec,
    String specDigest,
    String appliedBy,
    Instant appliedAt) {

  /** The same program with its first generation. */
  public Program startedBy(Generation first) {
    return new Program(
        id,
        name,
        title,
        version,
        first.number(),
        first.id(),
        lastIdeaNumber,
        spec,
        specDigest,
        appliedBy,
        appliedAt);
  }

  /** What generations need to know of it. */
  public Line line() {
    return new Line(id, name, version, spec.paths());
  }
}
