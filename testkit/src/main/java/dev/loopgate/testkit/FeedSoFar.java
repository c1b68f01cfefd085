package dev.loopgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The feed of the running service: what it served once is remembered and not asked for again. */
public final class FeedSoFar {
  private final String feed;
  private final LightClient peer;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private String last = "";

  /**
   * Nothing is read yet.
   *
   * @param feed its name, such as {@code ideas}
   * @param token of a peer
   */
  public FeedSoFar(String feed, String token) {
    this.feed = feed;
    this.peer = new LightClient(token);
  }

  /** All that was ever served, oldest first. */
  public synchronized List<Map<String, Object>> readOn() {
    for (JsonNode batch = next(); !batch.isEmpty(); batch = next()) {
      for (JsonNode event : batch) {
        events.add(asMap(event));
        last = event.path("id").asText();
      }
    }
    return List.copyOf(events);
  }

  private JsonNode next() {
    return peer.get("/feeds/%s?lastEventId=%s".formatted(feed, last)).expect(200).json();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(JsonNode event) {
    return Json.mapper().convertValue(event, Map.class);
  }
}
