package dev.loopgate.experiments.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Told inside the transaction that ends a run.
 *
 * @param violation what did not hold although it must, which makes the experiment invalid; null
 *     when all is well
 */
public record RunEnded(UUID experimentId, UUID runId, @Nullable String violation) {}
