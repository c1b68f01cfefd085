package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.UUID;

/**
 * {@code program.applied}: a program got a new immutable version.
 *
 * @param version counts from 1
 * @param specDigest {@code sha256:<hex>} of the canonical JSON of {@code spec}
 * @param appliedBy subject of the person
 */
public record ProgramApplied(
    UUID programId,
    String name,
    String title,
    int version,
    ProgramSpec spec,
    String specDigest,
    String appliedBy,
    Instant appliedAt)
    implements IdeaEvent {
  public static final String TYPE = "program.applied";
}
