package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Ending;

/** Follows one feed, batch by batch. */
class FollowFeed {
  private final FeedSource source;
  private final ApplyInTurn events;
  private final Ending ending;

  FollowFeed(FeedSource source, ApplyInTurn events, Ending ending) {
    this.source = source;
    this.events = events;
    this.ending = ending;
  }

  /** Fetches one batch and applies it event by event. */
  void followOnce() throws InterruptedException {
    String position = events.position();
    for (CloudEvent event : source.after(position)) {
      if (ending.isBegun() || !events.next(position, event)) {
        return;
      }
      position = event.id();
    }
  }
}
