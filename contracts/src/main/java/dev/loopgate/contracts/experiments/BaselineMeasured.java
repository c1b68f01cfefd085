package dev.loopgate.contracts.experiments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code baseline.measured}: a generation was measured on fresh seeds. The winner's lucky score is
 * never carried forward.
 *
 * @param runs completed runs, all on different seeds
 * @param mean of the objective, in units of the metric
 * @param standardDeviation of the objective over the runs
 * @param noise standard deviation of differences between paired baseline runs
 * @param claimedEffect the verdict's effect of the idea that made this generation
 * @param remeasuredEffect this mean minus the mean of the parent generation, better is larger
 */
public record BaselineMeasured(
    UUID generationId,
    UUID programId,
    int generation,
    String metric,
    int runs,
    double mean,
    double standardDeviation,
    double noise,
    @Nullable Double claimedEffect,
    @Nullable Double remeasuredEffect,
    Instant measuredAt)
    implements ExperimentEvent {
  public static final String TYPE = "baseline.measured";
}
