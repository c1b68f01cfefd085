package dev.loopgate.chassis.feed;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.loop.Ending;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes up what is set aside: the first event of each line when its time has come, or as soon as
 * something was applied about its program, and then those behind it.
 */
class RetryParked {
  private static final int BATCH = 100;

  /** What other replicas set aside is seen after this long. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final Map<String, ApplyInTurn> feeds;
  private final ParkedStore parked;
  private final Retries retries;
  private final Clock clock;
  private final Ending ending;
  private Set<UUID> lively = Set.of();

  RetryParked(
      List<ApplyInTurn> feeds, ParkedStore parked, Retries retries, Clock clock, Ending ending) {
    this.feeds = feeds.stream().collect(Collectors.toMap(ApplyInTurn::feed, Function.identity()));
    this.parked = parked;
    this.retries = retries;
    this.clock = clock;
    this.ending = ending;
  }

  /** Tries what is to be tried, and then waits until there may be more. */
  void retryAndAwait() throws InterruptedException {
    retryOnce(lively);
    lively = retries.await(untilNextTry());
  }

  /**
   * Tries what is to be tried now, until nothing more can be applied.
   *
   * @param lively programs about which something was applied
   */
  void retryOnce(Set<UUID> lively) {
    List<ParkedEvent> due = parked.due(feeds.keySet(), lively, BATCH);
    while (!ending.isBegun() && !due.isEmpty()) {
      Set<UUID> moved = new HashSet<>();
      for (ParkedEvent event : due) {
        UUID program = event.event().programid();
        if (again(event) && program != null) {
          moved.add(program);
        }
      }
      due = parked.due(feeds.keySet(), moved, BATCH);
    }
    retries.saw(parked.counts());
  }

  private boolean again(ParkedEvent event) {
    return requireNonNull(feeds.get(event.feed())).again(event);
  }

  private Duration untilNextTry() {
    Duration left =
        parked
            .nextTry(feeds.keySet())
            .map(next -> Duration.between(clock.instant(), next))
            .orElse(LONGEST_SLEEP);
    return left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
  }
}
