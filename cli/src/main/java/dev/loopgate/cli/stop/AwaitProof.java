package dev.loopgate.cli.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import java.time.Duration;

/** Watches a stop until it is proven that nothing runs any more, and shows how it goes. */
final class AwaitProof {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final PeerClient reviews;
  private final Screen screen;

  AwaitProof(PeerClient reviews, Screen screen) {
    this.reviews = reviews;
    this.screen = screen;
  }

  /** The stop as it is when it is proven, or when the patience ends. */
  JsonNode of(JsonNode stop) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String path = Address.of("stops").slash(Values.text(stop, "key")).toString();
    JsonNode seen = stop;
    String shown = "";
    while (isStopping(seen) && System.nanoTime() < end) {
      shown = show(seen, shown);
      Thread.sleep(LOOK_AGAIN);
      seen = reviews.get(path, JsonNode.class);
    }
    return seen;
  }

  static boolean isStopping(JsonNode stop) {
    return Values.text(stop, "state").endsWith("ING");
  }

  private String show(JsonNode stop, String shown) {
    String summary = Values.text(stop, "summary");
    if (!summary.equals(shown)) {
      screen.note("%s: %s".formatted(Values.text(stop, "key"), summary));
    }
    return summary;
  }
}
