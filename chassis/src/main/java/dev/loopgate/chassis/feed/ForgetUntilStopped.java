package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Loops;
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
  private final Loops loops;

  @Inject
  ForgetUntilStopped(FeedReaders readers, FeedRetentionConfig config, Loops loops) {
    this.readers = readers;
    this.config = config;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("feed-retention", this::waitAndForget);
  }

  private void waitAndForget() throws InterruptedException {
    Thread.sleep(config.interval());
    int gone = readers.forget();
    if (gone > 0) {
      LOG.infof("%d events that every follower has read were deleted", gone);
    }
  }
}
