package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Finds the review that a person means. */
final class Reviews {
  private final PeerClient reviews;

  Reviews(PeerClient reviews) {
    this.reviews = reviews;
  }

  /** By id, by key, or by the key of its idea when exactly one review of that idea is open. */
  JsonNode find(String id) throws InterruptedException {
    try {
      return get(id);
    } catch (ProblemException e) {
      List<String> open = e.problem().status() == 404 ? openReviewsOf(id) : List.of();
      if (open.size() != 1) {
        throw e;
      }
      return get(open.getFirst());
    }
  }

  private JsonNode get(String id) throws InterruptedException {
    return reviews.get(Address.of("reviews").slash(id).toString(), JsonNode.class);
  }

  private List<String> openReviewsOf(String ideaKey) throws InterruptedException {
    List<String> keys = new ArrayList<>();
    Address list = Address.of("reviews").with("state", "OPEN").with("limit", 200);
    for (JsonNode review : reviews.get(list.toString(), JsonNode.class).path("items")) {
      if (review.path("ideaKey").asText().equals(ideaKey)) {
        keys.add(review.path("key").asText());
      }
    }
    return keys;
  }
}
