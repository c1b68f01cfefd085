package dev.loopgate.ideas.generator;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asked the generator for ideas.
 *
 * @param sponsor the person who asked, and who counts as author of all of them
 * @param exhausted whether the generator found nothing new before it made them all
 */
record GeneratorRequest(
    UUID id,
    UUID programId,
    int asked,
    int proposed,
    String sponsor,
    boolean exhausted,
    Instant requestedAt) {}
