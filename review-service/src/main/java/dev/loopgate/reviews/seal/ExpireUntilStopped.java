package dev.loopgate.reviews.seal;

import dev.loopgate.chassis.loop.Loops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for reviews whose time is over for as long as the service lives. */
@ApplicationScoped
class ExpireUntilStopped {
  private static final Logger LOG = Logger.getLogger(ExpireUntilStopped.class);

  private final ExpireReviews reviews;
  private final Duration interval;
  private final Loops loops;

  @Inject
  ExpireUntilStopped(
      ExpireReviews reviews,
      @ConfigProperty(name = "loopgate.reviews.expiry-interval", defaultValue = "30s")
          Duration interval,
      Loops loops) {
    this.reviews = reviews;
    this.interval = interval;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("expire-reviews", this::expireAndWait);
  }

  private void expireAndWait() throws InterruptedException {
    reviews.overdue().forEach(this::expire);
    Thread.sleep(interval);
  }

  /** One review that cannot be rejected must not keep the others. */
  private void expire(UUID id) {
    try {
      reviews.expire(id);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Cannot reject overdue review %s; trying again", id);
    }
  }
}
