package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.wake.Ending;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks now and then for rows of the feed that nobody needs any more. */
@ApplicationScoped
class ForgetUntilStopped {
  private static final Logger LOG = Logger.getLogger(ForgetUntilStopped.class);

  private final FeedReaders readers;
  private final FeedRetentionConfig config;
  private final Ending ending;
  private final Thread thread =
      Thread.ofVirtual().name("feed-retention").unstarted(this::forgetUntilStopped);

  @Inject
  ForgetUntilStopped(FeedReaders readers, FeedRetentionConfig config, Ending ending) {
    this.readers = readers;
    this.config = config;
    this.ending = ending;
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.interrupt();
  }

  private void forgetUntilStopped() {
    try {
      while (!ending.await(config.interval())) {
        forget();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      int gone = readers.forget();
      if (gone > 0) {
        LOG.infof("%d events that every follower has read were deleted", gone);
      }
    } catch (RuntimeException e) {
      LOG.warnf("No events can be deleted now: %s", e.getMessage());
    }
  }
}
