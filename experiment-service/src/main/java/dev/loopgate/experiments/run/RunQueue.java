package dev.loopgate.experiments.run;

import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.experiments.run.LeaseDesk.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Lends attempts to workers, one a request, and lets a worker wait for one. */
@Singleton
class RunQueue {
  private static final Duration WHILE_BUSY = Duration.ofMillis(20);

  private final LeaseDesk desk;
  private final Wakeups wakeups;
  private final RunConfig config;

  @Inject
  RunQueue(LeaseDesk desk, Wakeups wakeups, RunConfig config) {
    this.desk = desk;
    this.wakeups = wakeups;
    this.config = config;
  }

  /** Waits up to the asked seconds; holds no connection and no lock while it does. */
  Optional<Lease> lease(LeaseRequest request) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(request.waitSeconds()).toNanos();
    while (true) {
      long mark = wakeups.mark(Wakeups.LEASES);
      Answer answer = desk.ask(request.worker());
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (answer.lease().isPresent() || !left.isPositive() || wakeups.isEnding()) {
        return answer.lease();
      }
      Duration net = answer.isBusy() ? WHILE_BUSY : config.lookAgain();
      wakeups.await(Wakeups.LEASES, mark, left.compareTo(net) < 0 ? left : net);
    }
  }
}
