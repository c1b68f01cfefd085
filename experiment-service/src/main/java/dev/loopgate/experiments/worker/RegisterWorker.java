package dev.loopgate.experiments.worker;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.IsolationOffered;
import dev.loopgate.contracts.work.WorkerRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;

/** Takes a worker in, and tells when the strongest sandbox that there is has become another one. */
@ApplicationScoped
class RegisterWorker {
  private final WorkerStore store;
  private final OfferStore offers;
  private final FeedStore feed;
  private final Wakeups wakeups;
  private final Clock clock;

  @Inject
  RegisterWorker(
      WorkerStore store, OfferStore offers, FeedStore feed, Wakeups wakeups, Clock clock) {
    this.store = store;
    this.offers = offers;
    this.feed = feed;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** False when a live worker on another machine has that name. */
  @Transactional
  boolean tryRegister(WorkerRegistration worker) {
    offers.lock();
    if (!store.trySave(worker)) {
      return false;
    }
    tell(worker);
    wakeups.announce(Wakeups.LEASES); // a second machine may be what others wait for
    return true;
  }

  private void tell(WorkerRegistration worker) {
    Isolation strongest =
        store.live().stream()
            .map(WorkerView::isolation)
            .max(Comparator.naturalOrder())
            .orElse(worker.isolation());
    if (offers.tryChange(strongest)) {
      IsolationOffered offer = new IsolationOffered(worker.name(), strongest, clock.instant());
      feed.append(IsolationOffered.TYPE, worker.name(), null, offer);
    }
  }
}
