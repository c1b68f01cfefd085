package dev.loopgate.experiments.run;

import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.chassis.wake.Wakeups;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes back expired leases for as long as the service lives. After a time in which nobody could
 * have sent a heartbeat (the service was down, or its database was), every lease is extended once
 * instead, so that work which goes on elsewhere is not thrown away.
 */
@ApplicationScoped
class Reaper {
  private static final Logger LOG = Logger.getLogger(Reaper.class);
  private static final int BATCH = 100;

  private final AttemptStore store;
  private final Attempts attempts;
  private final SpentTimeStore time;
  private final Wakeups wakeups;
  private final Clock clock;
  private final RunConfig config;
  private final Loops loops;
  private @Nullable Instant lastPass;

  @Inject
  Reaper(
      AttemptStore store,
      Attempts attempts,
      SpentTimeStore time,
      Wakeups wakeups,
      Clock clock,
      RunConfig config,
      Loops loops) {
    this.store = store;
    this.attempts = attempts;
    this.time = time;
    this.wakeups = wakeups;
    this.clock = clock;
    this.config = config;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("reaper", this::reapAndWait);
  }

  private void reapAndWait() throws InterruptedException {
    long mark = wakeups.mark(Wakeups.LEASES);
    reap();
    Thread.sleep(config.reaperInterval());
    if (!store.isAnyLeased()) {
      wakeups.await(Wakeups.LEASES, mark, config.lookAgain());
    }
  }

  private void reap() {
    Instant now = clock.instant();
    if (lastPass == null || lastPass.plus(config.length().dividedBy(2)).isBefore(now)) {
      store.extendAll(now.plus(config.length()));
    }
    for (UUID id : store.expired(now, BATCH)) {
      lose(id);
    }
    time.addUp();
    lastPass = now;
  }

  /** One attempt that cannot be taken back must not keep the others. */
  private void lose(UUID id) {
    try {
      attempts.lose(id);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Cannot take back attempt %s; trying again", id);
    }
  }
}
