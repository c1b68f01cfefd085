package dev.loopgate.chassis.feed;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes up what is set aside: the first event of each line when its time has come, or as soon as
 * something was applied about its program, and then those behind it. It never dies.
 */
class RetryUntilStopped implements Runnable {
  private static final Logger LOG = Logger.getLogger(RetryUntilStopped.class);
  private static final int BATCH = 100;

  /** What other replicas set aside is seen after this long. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<String, ApplyInTurn> feeds;
  private final ParkedStore parked;
  private final Retries retries;
  private final Clock clock;
  private volatile boolean stopped;

  RetryUntilStopped(List<ApplyInTurn> feeds, ParkedStore parked, Retries retries, Clock clock) {
    this.feeds = feeds.stream().collect(Collectors.toMap(ApplyInTurn::feed, Function.identity()));
    this.parked = parked;
    this.retries = retries;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      Set<UUID> lively = Set.of();
      while (!stopped) {
        lively = retries.await(retry(lively));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries what is to be tried, and says when to look again at the latest. */
  private Duration retry(Set<UUID> lively) {
    try {
      retryOnce(lively);
      return untilNextTry();
    } catch (RuntimeException | Error e) {
      if (!stopped) {
        LOG.warnf("Events that are set aside: %s. Trying again soon.", Fault.text(e));
      }
      return PAUSE;
    }
  }

  /**
   * Tries what is to be tried now, until nothing more can be applied.
   *
   * @param lively programs about which something was applied
   */
  void retryOnce(Set<UUID> lively) {
    List<ParkedEvent> due = parked.due(feeds.keySet(), lively, BATCH);
    while (!stopped && !due.isEmpty()) {
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

  void stop() {
    stopped = true;
  }
}
