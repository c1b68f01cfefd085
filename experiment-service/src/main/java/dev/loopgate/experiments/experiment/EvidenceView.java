package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Evidence;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that anybody needs to recompute a verdict.
 *
 * @param registration the frozen plan; null when the experiment never got one
 */
public record EvidenceView(
    @Schema(required = true) UUID experimentId,
    @Nullable Registration registration,
    @Nullable String registrationDigest,
    @Schema(required = true) Evidence evidence,
    @Schema(required = true) String evidenceDigest,
    @Schema(required = true) Verdict verdict) {}
