package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Follows one feed for as long as the service lives. It never dies: whatever fails is logged and
 * tried again, because a follower that gave up would silently stop the loop.
 */
public class FollowUntilStopped implements Runnable {
  private static final Logger LOG = Logger.getLogger(FollowUntilStopped.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final FeedHandler handler;
  private final FeedSource source;
  private final FollowerPositions positions;
  private final Transactions transactions;
  private volatile boolean stopped;

  public FollowUntilStopped(
      FeedHandler handler,
      FeedSource source,
      FollowerPositions positions,
      Transactions transactions) {
    this.handler = handler;
    this.source = source;
    this.positions = positions;
    this.transactions = transactions;
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
            "Feed %s: %s. Trying again in %d ms.",
            handler.feed(), rootMessage(e), pause.toMillis());
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
    String position = positions.current(handler.feed());
    List<CloudEvent> batch = source.after(position);
    for (CloudEvent event : batch) {
      if (stopped || !applyOnce(position, event)) {
        return;
      }
      position = event.id();
    }
  }

  /**
   * The position moves last: moving it first would take the transaction's id before the effect has
   * waited for its own locks, and the facts that the effect tells would stand in our feed before
   * those of transactions that it waited for.
   */
  private boolean applyOnce(String position, CloudEvent event) {
    return transactions.run(() -> {
      applyReadable(event);
      return positions.tryMove(handler.feed(), position, event.id());
    });
  }

  /** What nobody can read must not hold up all that comes after it. */
  private void applyReadable(CloudEvent event) {
    try {
      handler.apply(event);
    } catch (JsonProcessingException e) {
      LOG.errorf(
          "Event %s of feed %s is not what %s is: %s",
          event.id(), handler.feed(), event.type(), e.getOriginalMessage());
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

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
