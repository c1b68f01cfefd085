package dev.loopgate.chassis.feed;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The feeds that this service has a {@link FeedHandler} for, each applied in its own order. */
@Singleton
class FollowedFeeds {
  private final List<ApplyInTurn> all;

  @Inject
  FollowedFeeds(
      @All List<FeedHandler> handlers,
      FollowerPositions positions,
      ParkedStore parked,
      Retries retries,
      Clock clock) {
    all =
        handlers.stream()
            .map(handler ->
                new ApplyInTurn(
                    handler, positions, parked, retries, Transactions.ofContainer(), clock))
            .toList();
  }

  List<ApplyInTurn> all() {
    return all;
  }
}
