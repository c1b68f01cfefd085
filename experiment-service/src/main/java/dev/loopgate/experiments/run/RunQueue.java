package dev.loopgate.experiments.run;

import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.experiments.stop.Stops;
import dev.loopgate.experiments.worker.WorkerStore;
import dev.loopgate.experiments.worker.WorkerView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lends attempts to workers, one at a time, and lets a worker wait for one. */
@Singleton
class RunQueue {
  private final LeaseStore leases;
  private final AttemptStore attempts;
  private final RunStore runs;
  private final WorkerStore workers;
  private final Stops stops;
  private final Wakeups wakeups;
  private final Secrets secrets;
  private final Clock clock;
  private final RunConfig config;

  @Inject
  RunQueue(
      LeaseStore leases,
      AttemptStore attempts,
      RunStore runs,
      WorkerStore workers,
      Stops stops,
      Wakeups wakeups,
      Secrets secrets,
      Clock clock,
      RunConfig config) {
    this.leases = leases;
    this.attempts = attempts;
    this.runs = runs;
    this.workers = workers;
    this.stops = stops;
    this.wakeups = wakeups;
    this.secrets = secrets;
    this.clock = clock;
    this.config = config;
  }

  /** Waits up to the asked seconds; holds no connection and no lock while it does. */
  Optional<Lease> lease(LeaseRequest request) throws InterruptedException {
    WorkerView worker =
        workers
            .seen(request.worker())
            .orElseThrow(() -> RunProblems.unknownWorker(request.worker()));
    long end = System.nanoTime() + Duration.ofSeconds(request.waitSeconds()).toNanos();
    long mark = wakeups.mark(Wakeups.LEASES);
    Optional<Lease> lease = tryLease(worker);
    while (lease.isEmpty() && System.nanoTime() < end && !wakeups.isEnding()) {
      wakeups.await(Wakeups.LEASES, mark, config.lookAgain());
      mark = wakeups.mark(Wakeups.LEASES);
      lease = tryLease(worker);
    }
    return lease;
  }

  private Optional<Lease> tryLease(WorkerView worker) {
    for (UUID program : leases.programsWithWork()) {
      Optional<Lease> lease =
          QuarkusTransaction.requiringNew().call(() -> tryLease(program, worker));
      if (lease.isPresent()) {
        return lease;
      }
    }
    return Optional.empty();
  }

  private Optional<Lease> tryLease(UUID program, WorkerView worker) {
    if (!stops.mayRun(program)) {
      return Optional.empty();
    }
    return leases
        .tryLockProgram(program)
        .flatMap(limit -> leases.next(program, limit, worker, workers.liveSince()))
        .flatMap(attempts::find)
        .map(attempt -> lend(attempt, worker));
  }

  private Lease lend(Attempt attempt, WorkerView worker) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(config.length());
    RunToken token = RunToken.fresh(secrets);
    leases.lend(attempt, worker, token.hash(), now, expiresAt);
    return Leases.of(
        attempt,
        runs.find(attempt.runId()).orElseThrow(),
        runs.plan(attempt.experimentId()),
        attempts.artifacts(attempt.runId()),
        config,
        token,
        expiresAt);
  }
}
