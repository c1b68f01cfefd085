package dev.loopgate.chassis.feed;

import java.util.List;

/** Where a follower gets its events: a peer over HTTP. */
@FunctionalInterface
public interface FeedSource {
  /** The events after a position, oldest first; waits a while when there are none yet. */
  List<CloudEvent> after(String lastEventId) throws InterruptedException;
}
