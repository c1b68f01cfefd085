package dev.loopgate.contracts.experiments;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Evidence;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that anybody needs to recompute a verdict: what was frozen before the first run, what was
 * observed, and what was concluded from it.
 *
 * @param registration the frozen plan; null when the experiment never got one
 * @param registrationDigest {@code sha256:<hex>} of the canonical JSON of {@code registration}
 * @param evidenceDigest {@code sha256:<hex>} of the canonical JSON of {@code evidence}
 */
public record VerdictFile(
    UUID experimentId,
    @Nullable Registration registration,
    @Nullable String registrationDigest,
    Evidence evidence,
    String evidenceDigest,
    Verdict verdict) {}
