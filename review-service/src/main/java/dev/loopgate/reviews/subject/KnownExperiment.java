package dev.loopgate.reviews.subject;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Registration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as experiment-service told about it; either part may be the first to arrive.
 *
 * @param evidenceIntact whether the evidence of the conclusion had the digest that it came with
 */
public record KnownExperiment(
    UUID id,
    UUID ideaId,
    @Nullable String registrationDigest,
    @Nullable Registration registration,
    @Nullable ExperimentConcluded conclusion,
    boolean evidenceIntact) {}
