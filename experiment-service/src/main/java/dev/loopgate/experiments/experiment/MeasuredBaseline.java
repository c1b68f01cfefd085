package dev.loopgate.experiments.experiment;

import dev.loopgate.experiments.verdict.BaselineStatistics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a generation showed on fresh seeds.
 *
 * @param metric the objective
 * @param metrics statistics of every measured metric, also of the guards
 */
record MeasuredBaseline(
    String metric,
    Map<String, BaselineStatistics> metrics,
    @Nullable Double claimedEffect,
    @Nullable Double remeasuredEffect) {
  MeasuredBaseline {
    metrics = Map.copyOf(metrics);
  }

  BaselineStatistics objective() {
    BaselineStatistics statistics = metrics.get(metric);
    if (statistics == null) {
      throw new IllegalStateException("no statistics of " + metric);
    }
    return statistics;
  }
}
