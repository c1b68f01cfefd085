package dev.loopgate.experiments.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Told inside the transaction that ends a run.
 *
 * @param isPairEnded the other run of its seed has ended, too, or there is none: only then is there
 *     anything new to judge
 * @param violation what did not hold although it must, which makes the experiment invalid; null
 *     when all is well
 */
public record RunEnded(
    UUID experimentId, UUID runId, boolean isPairEnded, @Nullable String violation) {}
