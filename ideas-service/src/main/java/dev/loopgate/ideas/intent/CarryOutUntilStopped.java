package dev.loopgate.ideas.intent;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.ideas.intent.IntentStore.Due;
import dev.loopgate.ideas.turn.OneThreadEach;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries out what is intended for as long as the service lives, each program in a thread of its
 * own, so that a remote that does not answer holds up its program only. It never dies: what fails
 * is logged and tried again.
 */
@ApplicationScoped
class CarryOutUntilStopped {
  private static final Logger LOG = Logger.getLogger(CarryOutUntilStopped.class);
  private static final int PROGRAMS_AT_ONCE = 4;

  private final IntentStore store;
  private final CarryOutIntent carryOut;
  private final IntentConfig config;
  private final Wakeups wakeups;
  private final Clock clock;
  private final Map<Lane, OneThreadEach<Due>> threads;
  private volatile boolean stopped;
  private Optional<Thread> thread = Optional.empty();

  @Inject
  CarryOutUntilStopped(
      IntentStore store,
      CarryOutIntent carryOut,
      IntentConfig config,
      Wakeups wakeups,
      Clock clock) {
    this.store = store;
    this.carryOut = carryOut;
    this.config = config;
    this.wakeups = wakeups;
    this.clock = clock;
    this.threads =
        Map.of(
            Lane.IN_TURN, new OneThreadEach<>("intent", config.programs()),
            Lane.AT_ONCE, new OneThreadEach<>("intent-at-once", PROGRAMS_AT_ONCE));
  }

  void start(@Observes StartupEvent started) {
    thread = Optional.of(Thread.ofVirtual().name("intents").start(this::run));
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    thread.ifPresent(Thread::interrupt);
    threads.values().forEach(OneThreadEach::interrupt);
  }

  private void run() {
    while (!isOver()) {
      long mark = wakeups.mark(Wakeups.INTENTS);
      try {
        store.due(clock.instant()).forEach(this::start);
        wakeups.await(Wakeups.INTENTS, mark, config.pause());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (isOver() || !pauseAfter(e)) {
          return;
        }
      }
    }
  }

  private boolean isOver() {
    return stopped || wakeups.isEnding();
  }

  private void start(Due due) {
    requireNonNull(threads.get(due.lane())).start(due, () -> run(due));
  }

  /**
   * Whoever was turned away while this ran, or comes just as it ends, is found by looking again.
   */
  private void run(Due due) {
    try {
      boolean isMore = true;
      while (isMore && !isOver()) {
        isMore = carryOut.next(due);
      }
      wakeups.announce(Wakeups.INTENTS);
    } catch (RuntimeException | Error e) {
      if (!isOver()) {
        LOG.warnf("Intents of %s: %s. Trying again.", due.program(), e.getMessage());
        LOG.debug("cause", e);
      }
    }
  }

  private boolean pauseAfter(Throwable failure) {
    LOG.warnf("Intents cannot be read: %s. Trying again.", failure.getMessage());
    LOG.debug("cause", failure);
    try {
      Thread.sleep(config.pause());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
