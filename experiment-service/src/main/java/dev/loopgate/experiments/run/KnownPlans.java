package dev.loopgate.experiments.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Plans never change once runs follow them, so those in use are read and parsed once. */
@Singleton
class KnownPlans {
  private static final int MOST = 1_000;

  private final RunStore runs;
  private final LastUsed<UUID, RunPlan> known = new LastUsed<>(MOST);

  @Inject
  KnownPlans(RunStore runs) {
    this.runs = runs;
  }

  /** The plan of an experiment that has committed its first run. */
  RunPlan of(UUID experiment) {
    return known.get(experiment, runs::plan);
  }
}
