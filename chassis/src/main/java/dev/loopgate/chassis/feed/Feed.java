package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.chassis.wake.Wakeups;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Binds the feed to the service's database. */
class Feed {
  @Produces
  @Singleton
  FeedStore feedStore(Sql sql, Clock clock, Ids ids, Wakeups wakeups) {
    return new FeedStore(sql, clock, ids, () -> wakeups.announce(Wakeups.FEED));
  }

  @Produces
  @Singleton
  FollowerPositions followerPositions(Sql sql, Clock clock) {
    return new FollowerPositions(sql, clock);
  }

  @Produces
  @Singleton
  ParkedStore parkedStore(Sql sql, Clock clock, Ids ids) {
    return new ParkedStore(sql, clock, ids);
  }

  @Produces
  @Singleton
  Retries retries() {
    return new Retries();
  }

  @Produces
  @Singleton
  RetryParked retryParked(
      FollowedFeeds feeds, ParkedStore parked, Retries retries, Clock clock, Ending ending) {
    return new RetryParked(feeds.all(), parked, retries, clock, ending);
  }

  @Produces
  @Singleton
  FeedReaderStore feedReaderStore(Sql sql, Clock clock) {
    return new FeedReaderStore(sql, clock);
  }
}
