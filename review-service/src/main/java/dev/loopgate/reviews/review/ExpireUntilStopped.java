package dev.loopgate.reviews.review;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for reviews whose time is over for as long as the service lives. */
@ApplicationScoped
class ExpireUntilStopped {
  private static final Logger LOG = Logger.getLogger(ExpireUntilStopped.class);

  private final ExpireReviews reviews;
  private final Duration interval;
  private volatile boolean stopped;
  private @Nullable Thread thread;

  @Inject
  ExpireUntilStopped(
      ExpireReviews reviews,
      @ConfigProperty(name = "loopgate.reviews.expiry-interval", defaultValue = "30s")
          Duration interval) {
    this.reviews = reviews;
    this.interval = interval;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofVirtual().name("expire-reviews").start(this::run);
  }

  void stop(@Observes ShutdownEvent shutdown) {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        reviews.overdue().forEach(this::expire);
      } catch (RuntimeException | Error e) {
        LOG.warnf("Cannot look for overdue reviews now: %s", e.getMessage());
      }
      pause();
    }
  }

  /** One review that cannot be rejected must not keep the others. */
  private void expire(UUID id) {
    try {
      reviews.expire(id);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Cannot reject overdue review %s; trying again", id);
    }
  }

  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
