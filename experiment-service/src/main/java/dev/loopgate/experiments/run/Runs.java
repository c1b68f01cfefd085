package dev.loopgate.experiments.run;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.experiments.Isolation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an experiment does with its runs. Takes part in the caller's transaction. */
@Singleton
public class Runs {
  private final RunStore runs;
  private final AttemptStore attempts;
  private final SpentTimeStore time;
  private final KnownPlans plans;
  private final Wakeups wakeups;
  private final Ids ids;
  private final Clock clock;

  @Inject
  Runs(
      RunStore runs,
      AttemptStore attempts,
      SpentTimeStore time,
      KnownPlans plans,
      Wakeups wakeups,
      Ids ids,
      Clock clock) {
    this.runs = runs;
    this.attempts = attempts;
    this.time = time;
    this.plans = plans;
    this.wakeups = wakeups;
    this.ids = ids;
    this.clock = clock;
  }

  /** Locks the experiment's row until the transaction ends, before any of its runs. */
  public void lock(UUID experiment) {
    runs.lockExperiment(experiment);
  }

  public void follow(RunPlan plan) {
    runs.savePlan(plan);
  }

  /** Puts a run into the queue. */
  public void start(RunPlan plan, Arm arm, int index, int position, long seed) {
    Run run =
        new Run(
            ids.next(),
            plan.experimentId(),
            plan.programId(),
            arm,
            index,
            position,
            seed,
            RunState.PENDING,
            null,
            false);
    runs.insert(run, clock.instant());
    attempts.insert(ids.next(), run, plan.stages().getFirst(), 0, 1, false, clock.instant());
    wakeups.announce(Wakeups.LEASES);
  }

  /** Nobody needs what has not ended. */
  public void cancel(UUID experiment) {
    attempts.cancelAll(experiment, clock.instant());
    runs.cancelAll(experiment, clock.instant());
    wakeups.announce(Wakeups.ORDERS);
    wakeups.announce(Wakeups.LEASES);
  }

  /** What the runs of an experiment follow since an earlier transaction. */
  public RunPlan plan(UUID experiment) {
    return plans.of(experiment);
  }

  /** In the order of index and position. */
  public List<Run> of(UUID experiment) {
    return runs.of(experiment);
  }

  /** By experiment; absent where there are no runs that are shown. */
  public Map<UUID, RunCounts> counts(List<UUID> experiments, Shown shown) {
    return runs.counts(experiments, shown);
  }

  /** The weakest sandbox that any attempt reported; empty when none did. */
  public Optional<Isolation> weakestIsolation(UUID experiment) {
    return runs.weakestIsolation(experiment);
  }

  /** What untrusted stages declared as their outputs, path to digest, by run. */
  public Map<UUID, Map<String, String>> claimedOutputs(UUID experiment) {
    return attempts.claimedOutputs(experiment);
  }

  /** Wall-clock time of all attempts of a program together. */
  public Duration spent(UUID program) {
    return time.of(program, clock.instant());
  }
}
