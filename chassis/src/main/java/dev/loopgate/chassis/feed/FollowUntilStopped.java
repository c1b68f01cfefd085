package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.BackOff;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Follows one feed for as long as the service lives. It never dies: whatever fails is logged and
 * tried again, because a follower that gave up would silently stop the loop.
 */
public class FollowUntilStopped implements Runnable {
  private static final Logger LOG = Logger.getLogger(FollowUntilStopped.class);
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final FeedSource source;
  private final ApplyInTurn events;
  private volatile boolean stopped;

  FollowUntilStopped(FeedSource source, ApplyInTurn events) {
    this.source = source;
    this.events = events;
  }

  @Override
  public void run() {
    int failures = 0;
    while (!stopped) {
      try {
        followOnce();
        failures = 0;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (stopped || !sleep(said(e, BACK_OFF.after(failures++)))) {
          return;
        }
      }
    }
  }

  private Duration said(Throwable failure, Duration pause) {
    LOG.warnf(
        "Feed %s: %s. Trying again in %d ms.",
        events.feed(), Fault.text(failure), pause.toMillis());
    LOG.debug("cause", failure);
    return pause;
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
