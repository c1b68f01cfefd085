package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.Question;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to have the files of an older generation back. Everything but how it ended is
 * written once.
 *
 * @param generationId the current generation, which it would replace, and only that one
 * @param toGeneration number of the generation whose files come back
 * @param why in the words of who asked
 * @param ending null while people are asked
 */
public record Rollback(
    UUID id,
    String key,
    UUID programId,
    String program,
    UUID generationId,
    int generation,
    UUID toGenerationId,
    int toGeneration,
    String why,
    String proposedBy,
    Instant proposedAt,
    @Nullable Ending ending)
    implements Question {}
