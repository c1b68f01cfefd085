package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.experiments.experiment.BaselineRunStore.BaselineRun;
import dev.loopgate.experiments.metric.MetricStore;
import dev.loopgate.experiments.run.Flags;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.verdict.InvalidCause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the runs of an experiment together, and raises each kind of what it notices once. */
@ApplicationScoped
class ExperimentTripwires {
  private final Flags flags;
  private final Runs runs;
  private final MetricStore metrics;
  private final BaselineRunStore baselines;

  @Inject
  ExperimentTripwires(Flags flags, Runs runs, MetricStore metrics, BaselineRunStore baselines) {
    this.baselines = baselines;
    this.flags = flags;
    this.runs = runs;
    this.metrics = metrics;
  }

  /** Why what was noticed makes the experiment invalid; null when it does not. */
  @Nullable String afterRun(Registration registration, UUID generation, Pairs pairs) {
    UUID experiment = registration.experimentId();
    List<BaselineRun> ofGeneration = baselines.since(generation, experiment, registration.metric());
    List<Sighting> noticed =
        raise(
            registration,
            Stream.of(
                FarClaim.in(registration, pairs, metrics.last(experiment, false)),
                IdenticalOutputs.in(pairs, runs.claimedOutputs(experiment)),
                BaselineDrift.in(registration, ofGeneration)));
    return drift(noticed).or(() -> invalidating(registration, noticed)).orElse(null);
  }

  /** Whoever wrote the plan: what is compared with a baseline that drifts says nothing. */
  private static Optional<String> drift(List<Sighting> noticed) {
    return noticed.stream()
        .filter(sighting -> sighting.kind().equals(RunFlagged.BASELINE_DRIFT))
        .findFirst()
        .map(sighting -> InvalidCause.baselineDrifted(sighting.evidence()));
  }

  private static Optional<String> invalidating(Registration registration, List<Sighting> noticed) {
    return noticed.stream()
        .filter(sighting -> registration.invalidatedBy().contains(sighting.kind()))
        .findFirst()
        .map(sighting -> InvalidCause.tripwire(sighting.kind(), sighting.evidence()));
  }

  boolean sawDrift(UUID experiment) {
    return flags.kinds(experiment).contains(RunFlagged.BASELINE_DRIFT);
  }

  /** What only the verdict shows; the rules themselves have drawn the conclusion. */
  void atVerdict(Registration registration, Verdict verdict, Pairs pairs) {
    raise(registration, Stream.of(ImplausibleEffect.in(registration, verdict, pairs)));
  }

  private List<Sighting> raise(Registration registration, Stream<Optional<Sighting>> noticed) {
    Set<String> known = flags.kinds(registration.experimentId());
    List<Sighting> fresh =
        noticed
            .flatMap(Optional::stream)
            .filter(sighting -> !known.contains(sighting.kind()))
            .toList();
    fresh.forEach(sighting ->
        flags.raise(sighting.run(), registration.ideaId(), sighting.kind(), sighting.evidence()));
    return fresh;
  }
}
