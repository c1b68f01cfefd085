package dev.loopgate.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.peer.PeerClient;
import java.util.Map;

/**
 * Tells the log that a token was made. The request carries the token, so the log writes down what
 * the signature says and never the token itself.
 */
public final class Announcement {
  private Announcement() {}

  /** Announces the token of this client to review-service; again changes nothing. */
  public static void of(PeerClient reviews) throws InterruptedException {
    reviews.post("/log/tokens", Map.of(), JsonNode.class, Map.of());
  }
}
