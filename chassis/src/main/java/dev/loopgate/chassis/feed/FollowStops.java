package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Hears of stops beside the feed, on a thread and a connection of its own: nothing that the service
 * does or waits for can delay them. The connection is taken before there is anything to hear, so
 * that an exhausted pool cannot either.
 */
public final class FollowStops implements Runnable {
  /** What is added to the feed's name. */
  public static final String LANE = "/stops";

  /** For how long a connection is kept before it is changed for another. */
  static final Duration RESERVED = Duration.ofMinutes(10);

  private static final Logger LOG = Logger.getLogger(FollowStops.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int WARN_EVERY = 25;

  private final FeedHandler handler;
  private final String lane;
  private final FeedSource source;
  private final FollowerPositions positions;
  private final Transactions transactions;
  private final Runnable reserve;
  private volatile boolean stopped;
  private int failures;

  /**
   * @param reserve takes a connection into the transaction under way
   */
  public FollowStops(
      FeedHandler handler,
      FeedSource source,
      FollowerPositions positions,
      Transactions transactions,
      Runnable reserve) {
    this.handler = handler;
    this.lane = handler.feed() + LANE;
    this.source = source;
    this.positions = positions;
    this.transactions = transactions;
    this.reserve = reserve;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        followOnce();
        failures = 0;
      } catch (RuntimeException | Error e) {
        pauseAfter(e);
      }
    }
  }

  /** Waits for stops and puts all that came in force, in one transaction. */
  public void followOnce() {
    String position = positions.current(lane);
    transactions.run(() -> {
      reserve.run();
      return applyAll(position, await(position));
    });
  }

  private List<CloudEvent> await(String position) {
    long end = System.nanoTime() + RESERVED.toNanos();
    try {
      List<CloudEvent> batch = source.after(position);
      while (batch.isEmpty() && !stopped && System.nanoTime() < end) {
        batch = source.after(position);
      }
      return batch;
    } catch (InterruptedException e) {
      stopped = true;
      return List.of();
    }
  }

  private boolean applyAll(String position, List<CloudEvent> batch) {
    batch.forEach(this::applyReadable);
    return batch.isEmpty() || positions.tryMove(lane, position, batch.getLast().id());
  }

  /** What nobody can read here comes again in the feed, where it is kept until somebody can. */
  private void applyReadable(CloudEvent event) {
    try {
      handler.applyStop(event);
    } catch (JsonProcessingException e) {
      LOG.errorf("Stop %s of %s cannot be read: %s", event.id(), lane, e.getOriginalMessage());
    }
  }

  public void stop() {
    stopped = true;
  }

  private void pauseAfter(Throwable e) {
    if (stopped) {
      return;
    }
    if (failures++ % WARN_EVERY == 0) {
      LOG.warnf("%s: %s. Trying again.", lane, e.getMessage() == null ? e : e.getMessage());
      LOG.debug("cause", e);
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      stopped = true;
    }
  }
}
