package dev.loopgate.experiments.stop;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.experiments.StopProgressed;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.experiments.stop.StopStore.Begun;
import dev.loopgate.experiments.stop.StopStore.Count;
import dev.loopgate.experiments.stop.StopStore.Unproven;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes back what runs when a stop arrives, lends nothing until it ends, and says when the last
 * process is gone. Takes part in the caller's transaction.
 */
@Singleton
public class Stops {
  private static final Logger LOG = Logger.getLogger(Stops.class);

  private final StopStore store;
  private final FeedStore feed;
  private final Wakeups wakeups;
  private final Event<StopCame> came;
  private final Clock clock;

  @Inject
  Stops(StopStore store, FeedStore feed, Wakeups wakeups, Event<StopCame> came, Clock clock) {
    this.store = store;
    this.feed = feed;
    this.wakeups = wakeups;
    this.came = came;
    this.clock = clock;
  }

  /**
   * Whether attempts of a program may be lent. Holds until this transaction ends; call it before
   * any lock is taken.
   */
  public boolean mayRun(UUID program) {
    store.shareGate();
    return !store.isStopped(program);
  }

  /** Whether a stop is in force; it may be over, or there be another, a moment later. */
  public boolean isStopped(UUID program) {
    return store.isStopped(program);
  }

  /**
   * Puts a stop in force: nothing is lent from now on, and workers are told to end what they have.
   * Waits for leases that are being made and for nothing else; what runs is taken back right after.
   */
  public void start(StopChanged stop) {
    store.lockGate();
    if (store.tryInsert(stop)) {
      wakeups.announce(Wakeups.ORDERS);
      wakeups.announce(Wakeups.STOPS);
    }
  }

  /** What was stopped goes on. */
  public void end(UUID stop) {
    store.release(stop);
    wakeups.announce(Wakeups.LEASES);
  }

  /** The stops that have not come to what runs yet. */
  List<Begun> begun() {
    return store.notTakenBack();
  }

  /** Takes back what ran when a stop came in force, once; waits for reports under way. */
  void takeBack(Begun stop) {
    came.fire(new StopCame(store.lockRunning(stop.programId())));
    if (store.tryMarkTakenBack(stop.id(), clock.instant())) {
      store.takeAllBack(stop.id());
      count(new Unproven(stop.id(), stop.key(), stop.stoppedAt()));
    }
  }

  /**
   * An attempt ends before a stop in force has come to it: it is taken back first. The caller holds
   * its experiment.
   *
   * @return whether there is such a stop
   */
  public boolean takeBack(UUID attempt, UUID program) {
    return store.takeBack(attempt, program);
  }

  /** An attempt that was taken back has ended, one way or the other. */
  public void ended(UUID attempt) {
    store.lockUnproven(attempt).forEach(this::count);
  }

  private void count(Unproven stop) {
    Count count = store.count(stop.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    feed.append(
        StopProgressed.TYPE, stop.id(), null, new StopProgressed(stop.id(), count.running(), now));
    if (count.running() == 0) {
      prove(stop, count, now);
    }
  }

  private void prove(Unproven stop, Count count, Instant now) {
    store.prove(stop.id(), now);
    long elapsed = Math.max(0, Duration.between(stop.stoppedAt(), now).toMillis());
    LOG.infof("%s: the last of %d attempts ended after %d ms", stop.key(), count.all(), elapsed);
    feed.append(
        StopProven.TYPE,
        stop.id(),
        null,
        new StopProven(
            stop.id(),
            count.all(),
            count.reported(),
            count.expired(),
            stop.stoppedAt(),
            now,
            elapsed));
  }
}
