package dev.loopgate.experiments.run;

import dev.loopgate.experiments.metric.MetricStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Puts together what is shown of a run. */
@Singleton
class RunViews {
  private final RunStore runs;
  private final AttemptStore attempts;
  private final FlagStore flags;
  private final MetricStore metrics;

  @Inject
  RunViews(RunStore runs, AttemptStore attempts, FlagStore flags, MetricStore metrics) {
    this.runs = runs;
    this.attempts = attempts;
    this.flags = flags;
    this.metrics = metrics;
  }

  RunView of(Run run) {
    return new RunView(
        run.id(),
        run.experimentId(),
        run.arm().word(),
        run.index(),
        run.revealed() ? run.seed() : null,
        run.state(),
        run.failure(),
        runs.params(run.id()),
        metrics.of(run.id(), false),
        metrics.of(run.id(), true),
        attempts.artifacts(run.id()),
        attempts.of(run.id()).stream()
            .map(attempt -> RunView.AttemptView.from(attempt, flags.of(attempt.id())))
            .toList(),
        runs.tags(run.id()));
  }
}
