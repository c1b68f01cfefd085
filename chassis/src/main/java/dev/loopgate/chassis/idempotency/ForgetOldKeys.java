package dev.loopgate.chassis.idempotency;

import dev.loopgate.chassis.loop.Loops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Deletes answers that nobody will ask for any more. In small batches, each a transaction of its
 * own, so that no feed is held back.
 */
@ApplicationScoped
class ForgetOldKeys {
  static final int BATCH = 1_000;

  private final KeyStore store;
  private final IdempotencyConfig config;
  private final Clock clock;
  private final Loops loops;

  @Inject
  ForgetOldKeys(KeyStore store, IdempotencyConfig config, Clock clock, Loops loops) {
    this.store = store;
    this.config = config;
    this.clock = clock;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("forget-old-keys", this::forgetAndWait);
  }

  /** Deletes all that are too old now, and says how many. */
  int forget() {
    Instant time = clock.instant().minus(config.keep());
    int all = 0;
    int some = BATCH;
    while (some == BATCH && !Thread.currentThread().isInterrupted()) {
      some = store.deleteOlderThan(time, BATCH);
      all += some;
    }
    return all;
  }

  private void forgetAndWait() throws InterruptedException {
    forget();
    Thread.sleep(config.interval());
  }
}
