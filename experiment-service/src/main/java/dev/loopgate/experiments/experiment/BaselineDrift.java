package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.experiments.experiment.BaselineRunStore.BaselineRun;
import dev.loopgate.experiments.verdict.Exchangeability;
import dev.loopgate.experiments.verdict.Exchangeability.Value;
import java.util.List;
import java.util.Optional;

/** Notices a baseline that is not what it was when its generation was measured. */
final class BaselineDrift {
  private BaselineDrift() {}

  /**
   * At the newest baseline run of an experiment.
   *
   * @param all of the generation, in the order in which they ended
   */
  static Optional<Sighting> in(Registration registration, List<BaselineRun> all) {
    List<BaselineRun> own =
        all.stream().filter(run -> run.experiment().equals(registration.experimentId())).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    int since = all.indexOf(own.getFirst());
    if (!Exchangeability.isBroken(values(all), since, watch(all.subList(0, since)))) {
      return Optional.empty();
    }
    String evidence =
        "The baseline's %s is not what it was: %d runs of it since this experiment began do not look like the %d before."
            .formatted(registration.metric(), all.size() - since, since);
    return Optional.of(new Sighting(own.getLast().run(), RunFlagged.BASELINE_DRIFT, evidence));
  }

  private static List<Value> values(List<BaselineRun> runs) {
    return runs.stream().map(run -> new Value(run.value(), run.seed())).toList();
  }

  /** Every experiment watches its generation once. */
  private static int watch(List<BaselineRun> before) {
    return 1
        + (int)
            before.stream()
                .filter(run -> !run.isMeasurement())
                .map(BaselineRun::experiment)
                .distinct()
                .count();
  }
}
