package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.wake.Wakeups;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Lets a reader wait for events. Who is woken can come before the row can be read, because an older
 * transaction is still in flight: then it looks again soon, for a while.
 */
@Singleton
class AwaitEvents {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final int MOST_LOOKS = 50;
  private static final Duration STILL_HIDDEN = Duration.ofSeconds(1);

  private final FeedStore store;
  private final Wakeups wakeups;
  private final Ending ending;

  @Inject
  AwaitEvents(FeedStore store, Wakeups wakeups, Ending ending) {
    this.store = store;
    this.wakeups = wakeups;
    this.ending = ending;
  }

  /** The events after a position; empty when the time is over or the service ends. */
  List<CloudEvent> after(String feed, FeedPosition position, int limit, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    int looks = 0;
    while (true) {
      long mark = wakeups.mark(Wakeups.FEED);
      List<CloudEvent> events = store.read(feed, position, limit);
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (!events.isEmpty() || !left.isPositive() || ending.isBegun()) {
        return events;
      }
      boolean isHidden = store.hasHidden(position);
      if (isHidden && looks < MOST_LOOKS) {
        looks++;
        ending.await(shorter(left, LOOK_AGAIN));
      } else if (wakeups.await(
          Wakeups.FEED, mark, shorter(left, isHidden ? STILL_HIDDEN : Wakeups.NET))) {
        looks = 0;
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
