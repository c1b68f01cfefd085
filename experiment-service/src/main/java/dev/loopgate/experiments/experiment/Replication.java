package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of the effect of an adopted idea: claimed, measured, measured again. All effects are
 * in units of the objective, better is larger.
 *
 * @param claimed what the candidate's own claims showed; null without claims
 * @param measured the verdict's effect
 * @param low lower end of its confidence interval
 * @param high upper end
 * @param remeasured the difference of the means of both generations' own measurements, on fresh
 *     seeds; null before the generation is measured
 * @param remeasuredError the standard error of {@code remeasured}
 * @param gap measured minus remeasured: what was luck
 */
public record Replication(
    @Schema(required = true) UUID generationId,
    @Schema(required = true) int generation,
    @Nullable String ideaKey,
    @Nullable Double claimed,
    @Nullable Double measured,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double remeasured,
    @Nullable Double remeasuredError,
    @Nullable Double gap) {

  static Replication of(
      GenerationAdvanced generation,
      @Nullable Experiment tested,
      @Nullable MeasuredBaseline own,
      @Nullable MeasuredBaseline parent) {
    Verdict verdict = tested == null ? null : tested.verdict();
    Double measured = verdict == null ? null : verdict.effect();
    Double remeasured = own == null ? null : own.remeasuredEffect();
    return new Replication(
        generation.generationId(),
        generation.number(),
        generation.ideaKey(),
        tested == null ? null : tested.claimedEffect,
        measured,
        verdict == null ? null : verdict.low(),
        verdict == null ? null : verdict.high(),
        remeasured,
        remeasured == null ? null : error(requireNonNull(own), parent),
        measured == null || remeasured == null ? null : measured - remeasured);
  }

  private static @Nullable Double error(MeasuredBaseline own, @Nullable MeasuredBaseline parent) {
    BaselineStatistics before = parent == null ? null : parent.metrics().get(own.metric());
    return before == null ? null : Math.sqrt(squaredError(own.objective()) + squaredError(before));
  }

  private static double squaredError(BaselineStatistics statistics) {
    return statistics.standardDeviation() * statistics.standardDeviation() / statistics.runs();
  }
}
