package dev.loopgate.ideas.intent;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.loop.Loops;
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
  private final Loops loops;
  private final Map<Lane, OneThreadEach<Due>> threads;
  private volatile boolean stopped;

  @Inject
  CarryOutUntilStopped(
      IntentStore store,
      CarryOutIntent carryOut,
      IntentConfig config,
      Wakeups wakeups,
      Clock clock,
      Loops loops) {
    this.store = store;
    this.carryOut = carryOut;
    this.config = config;
    this.wakeups = wakeups;
    this.clock = clock;
    this.loops = loops;
    this.threads =
        Map.of(
            Lane.IN_TURN, new OneThreadEach<>("intent", config.programs()),
            Lane.AT_ONCE, new OneThreadEach<>("intent-at-once", PROGRAMS_AT_ONCE));
  }

  void start(@Observes StartupEvent started) {
    loops.start("intents", this::startDueAndWait);
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    threads.values().forEach(OneThreadEach::interrupt);
  }

  private void startDueAndWait() throws InterruptedException {
    long mark = wakeups.mark(Wakeups.INTENTS);
    store.due(clock.instant()).forEach(this::start);
    wakeups.await(Wakeups.INTENTS, mark, config.pause());
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
}
