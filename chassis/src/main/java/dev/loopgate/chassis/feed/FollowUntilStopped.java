package dev.loopgate.chassis.feed;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Follows one feed for as long as the service lives. It never dies: whatever fails is logged and
 * tried again, because a follower that gave up would silently stop the loop.
 */
public class FollowUntilStopped implements Runnable {
  private static final Logger LOG = Logger.getLogger(FollowUntilStopped.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final FeedSource source;
  private final ApplyInTurn events;
  private volatile boolean stopped;

  FollowUntilStopped(FeedSource source, ApplyInTurn events) {
    this.source = source;
    this.events = events;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      try {
        followOnce();
        pause = FIRST_PAUSE;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (stopped) {
          return;
        }
        LOG.warnf(
            "Feed %s: %s. Trying again in %d ms.", events.feed(), Fault.text(e), pause.toMillis());
        LOG.debug("cause", e);
        if (!sleep(pause)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  /** Fetches one batch and applies it event by event. */
  public void followOnce() throws InterruptedException {
    String position = events.position();
    for (CloudEvent event : source.after(position)) {
      if (stopped || !events.next(position, event)) {
        return;
      }
      position = event.id();
    }
  }

  public void stop() {
    stopped = true;
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
