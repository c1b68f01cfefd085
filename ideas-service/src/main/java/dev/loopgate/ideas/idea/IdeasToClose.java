package dev.loopgate.ideas.idea;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which open ideas of a program end together.
 *
 * @param proposer whose ideas; null for all that nobody has judged yet
 * @param discardedBy the stop that discards them, after which the same may be proposed again
 * @param until ideas that were proposed later are not meant
 */
record IdeasToClose(
    @Nullable String proposer, @Nullable String discardedBy, String reason, Instant until) {}
