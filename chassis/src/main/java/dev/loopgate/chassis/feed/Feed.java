package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.time.Ids;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Binds the feed to the service's database. */
class Feed {
  @Produces
  @Singleton
  FeedStore feedStore(AgroalDataSource dataSource, Clock clock, Ids ids) {
    return new FeedStore(dataSource, clock, ids);
  }

  @Produces
  @Singleton
  FollowerPositions followerPositions(AgroalDataSource dataSource, Clock clock) {
    return new FollowerPositions(dataSource, clock);
  }
}
