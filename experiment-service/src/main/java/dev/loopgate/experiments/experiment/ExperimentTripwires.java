package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
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

  @Inject
  ExperimentTripwires(Flags flags, Runs runs, MetricStore metrics) {
    this.flags = flags;
    this.runs = runs;
    this.metrics = metrics;
  }

  /** Why what was noticed makes the experiment invalid; null when it does not. */
  @Nullable String afterRun(Registration registration, Pairs pairs) {
    UUID experiment = registration.experimentId();
    List<Sighting> noticed =
        raise(
            registration,
            Stream.of(
                FarClaim.in(registration, pairs, metrics.last(experiment, false)),
                IdenticalOutputs.in(pairs, runs.claimedOutputs(experiment))));
    return noticed.stream()
        .filter(sighting -> registration.invalidatedBy().contains(sighting.kind()))
        .findFirst()
        .map(sighting -> InvalidCause.tripwire(sighting.kind(), sighting.evidence()))
        .orElse(null);
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
