package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.loop.Ending;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Hears of stops beside the feed, on a thread and a connection of its own: nothing that the service
 * does or waits for can delay them. The connection is taken before there is anything to hear, so
 * that an exhausted pool cannot either.
 */
final class FollowStops {
  /** What is added to the feed's name. */
  static final String LANE = "/stops";

  /** For how long a connection is kept before it is changed for another. */
  static final Duration RESERVED = Duration.ofMinutes(10);

  private static final Logger LOG = Logger.getLogger(FollowStops.class);

  private final FeedHandler handler;
  private final String lane;
  private final FeedSource source;
  private final FollowerPositions positions;
  private final Transactions transactions;
  private final Runnable reserve;
  private final Ending ending;

  /**
   * @param reserve takes a connection into the transaction under way
   */
  FollowStops(
      FeedHandler handler,
      FeedSource source,
      FollowerPositions positions,
      Transactions transactions,
      Runnable reserve,
      Ending ending) {
    this.handler = handler;
    this.lane = handler.feed() + LANE;
    this.source = source;
    this.positions = positions;
    this.transactions = transactions;
    this.reserve = reserve;
    this.ending = ending;
  }

  /** Waits for stops and puts all that came in force, in one transaction. */
  void followOnce() {
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
      while (batch.isEmpty() && !ending.isBegun() && System.nanoTime() < end) {
        batch = source.after(position);
      }
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
