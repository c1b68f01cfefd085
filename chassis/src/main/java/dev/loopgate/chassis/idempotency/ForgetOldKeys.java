package dev.loopgate.chassis.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deletes answers that nobody will ask for any more. In small batches, each a transaction of its
 * own, so that no feed is held back.
 */
@ApplicationScoped
class ForgetOldKeys {
  static final int BATCH = 1_000;

  private static final Logger LOG = Logger.getLogger(ForgetOldKeys.class);

  private final KeyStore store;
  private final IdempotencyConfig config;
  private final Clock clock;
  private volatile boolean stopped;
  private @Nullable Thread thread;

  @Inject
  ForgetOldKeys(KeyStore store, IdempotencyConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofVirtual().name("forget-old-keys").start(this::run);
  }

  void stop(@Observes ShutdownEvent shutdown) {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Deletes all that are too old now, and says how many. */
  int forget() {
    Instant time = clock.instant().minus(config.keep());
    int all = 0;
    int some = BATCH;
    while (some == BATCH && !stopped) {
      some = store.deleteOlderThan(time, BATCH);
      all += some;
    }
    return all;
  }

  private void run() {
    while (!stopped) {
      try {
        forget();
      } catch (RuntimeException e) {
        LOG.warnf("Cannot delete old idempotency keys now: %s", e.getMessage());
      }
      pause(config.interval());
    }
  }

  private void pause(Duration interval) {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
