package dev.loopgate.experiments.run;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.experiments.metric.LatestMetrics;
import dev.loopgate.experiments.metric.MetricListStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts together what is shown of runs, in a fixed number of queries per page. */
@Singleton
class RunViews {
  private final RunDetailStore details;
  private final MetricListStore metrics;

  @Inject
  RunViews(RunDetailStore details, MetricListStore metrics) {
    this.details = details;
    this.metrics = metrics;
  }

  RunView of(Run run) {
    return of(List.of(run)).getFirst();
  }

  /** In the same order. */
  List<RunView> of(List<Run> runs) {
    List<UUID> ids = runs.stream().map(Run::id).toList();
    Details all =
        new Details(
            details.params(ids),
            details.tags(ids),
            details.artifacts(ids),
            details.attempts(ids),
            details.flags(ids),
            metrics.latest(ids));
    return runs.stream().map(all::view).toList();
  }

  /** What belongs to the runs of a page, by run; flags by attempt. */
  private record Details(
      Map<UUID, Map<String, String>> params,
      Map<UUID, Map<String, String>> tags,
      Map<UUID, List<Completion.Artifact>> artifacts,
      Map<UUID, List<Attempt>> attempts,
      Map<UUID, List<Completion.Flag>> flags,
      Map<UUID, LatestMetrics> metrics) {
    RunView view(Run run) {
      UUID id = run.id();
      LatestMetrics logged = metrics.getOrDefault(id, LatestMetrics.NONE);
      return new RunView(
          id,
          run.experimentId(),
          run.arm().word(),
          run.index(),
          run.revealed() ? run.seed() : null,
          run.state(),
          run.failure(),
          params.getOrDefault(id, Map.of()),
          logged.claims(),
          logged.measurements(),
          artifacts.getOrDefault(id, List.of()),
          attempts.getOrDefault(id, List.of()).stream().map(this::view).toList(),
          tags.getOrDefault(id, Map.of()));
    }

    private RunView.AttemptView view(Attempt attempt) {
      return RunView.AttemptView.from(attempt, flags.getOrDefault(attempt.id(), List.of()));
    }
  }
}
