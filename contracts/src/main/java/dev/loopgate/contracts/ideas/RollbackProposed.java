package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * {@code rollback.proposed}: a person wants the files of an older generation back as the baseline.
 *
 * @param key for example {@code digits-rollback-1}
 * @param programVersion the rules in force; they stay
 * @param generation number of the current generation, which it would replace, and only that one
 * @param toGeneration number of the generation whose files come back
 * @param undone the adopted ideas whose effect goes away, newest first
 * @param reinstated the adopted ideas that an earlier rollback took out and that come back, newest
 *     first
 */
public record RollbackProposed(
    UUID rollbackId,
    String key,
    UUID programId,
    String program,
    int programVersion,
    UUID generationId,
    int generation,
    UUID toGenerationId,
    int toGeneration,
    List<Undone> undone,
    List<Undone> reinstated,
    String reason,
    String proposedBy,
    Instant proposedAt)
    implements IdeaEvent {
  public static final String TYPE = "rollback.proposed";

  public RollbackProposed {
    undone = List.copyOf(undone);
    reinstated = reinstated == null ? List.of() : List.copyOf(reinstated);
  }

  /** An adopted idea, and the generation that it made. */
  public record Undone(int generation, UUID ideaId, String ideaKey) {}
}
