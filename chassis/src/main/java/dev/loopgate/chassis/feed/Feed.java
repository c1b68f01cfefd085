package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.chassis.wake.Wakeups;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Binds the feed to the service's database. */
class Feed {
  @Produces
  @Singleton
  FeedStore feedStore(AgroalDataSource dataSource, Clock clock, Ids ids, Wakeups wakeups) {
    return new FeedStore(dataSource, clock, ids, () -> wakeups.announce(Wakeups.FEED));
  }

  @Produces
  @Singleton
  FollowerPositions followerPositions(AgroalDataSource dataSource, Clock clock) {
    return new FollowerPositions(dataSource, clock);
  }

  @Produces
  @Singleton
  ParkedStore parkedStore(AgroalDataSource dataSource, Clock clock, Ids ids) {
    return new ParkedStore(dataSource, clock, ids);
  }

  @Produces
  @Singleton
  Retries retries() {
    return new Retries();
  }

  @Produces
  @Singleton
  RetryUntilStopped retryUntilStopped(
      FollowedFeeds feeds, ParkedStore parked, Retries retries, Clock clock) {
    return new RetryUntilStopped(feeds.all(), parked, retries, clock);
  }

  @Produces
  @Singleton
  FeedReaderStore feedReaderStore(AgroalDataSource dataSource, Clock clock) {
    return new FeedReaderStore(dataSource, clock);
  }
}
