package dev.loopgate.reviews.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.reviews.rules.StopLadder;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells the other services what is stopped beside the feed, which any transaction in the database
 * cluster can hold back. Stops get their numbers under the gate, one transaction after the other:
 * whoever sees a number has seen all before it.
 */
@ApplicationScoped
class StopLane {
  private static final int BATCH = 100;

  private final StopStore store;
  private final Wakeups wakeups;

  @Inject
  StopLane(StopStore store, Wakeups wakeups) {
    this.store = store;
    this.wakeups = wakeups;
  }

  /** Wakes who waits for stops when the transaction under way has committed. */
  void announce() {
    wakeups.announce(Wakeups.STOPS);
  }

  /** The stops in force after a number, oldest first; waits for the first of them. */
  List<CloudEvent> after(int number, Duration atMost) throws InterruptedException {
    return wakeups.first(Wakeups.STOPS, atMost, () -> found(number)).orElse(List.of()).stream()
        .map(StopLane::event)
        .toList();
  }

  private Optional<List<Stop>> found(int number) {
    return Optional.of(store.inForceAfter(number, BATCH)).filter(stops -> !stops.isEmpty());
  }

  /** As it was told when it was asked for: how far it has come since matters to nobody here. */
  private static CloudEvent event(Stop stop) {
    StopChanged begun = stop.told(StopLadder.first(stop.level()), stop.stoppedAt());
    return new CloudEvent(
        "1.0",
        Integer.toString(stop.number()),
        "/feeds/reviews/stops",
        StopChanged.TYPE,
        stop.id().toString(),
        stop.stoppedAt(),
        "application/json",
        stop.programId(),
        true,
        Json.mapper().<JsonNode>valueToTree(begun));
  }
}
