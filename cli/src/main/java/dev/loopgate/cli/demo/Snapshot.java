package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.EveryPage;
import dev.loopgate.wire.peer.PeerClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where everything in a program stands at one moment, as the services tell it.
 *
 * @param ideas by number
 * @param experiments newest first
 * @param requests what the generator was asked for
 */
record Snapshot(
    List<JsonNode> ideas,
    List<JsonNode> experiments,
    List<JsonNode> reviews,
    List<JsonNode> generations,
    List<JsonNode> requests) {
  static Snapshot read(String program, PeerClient ideas, PeerClient experiments, PeerClient reviews)
      throws InterruptedException {
    return new Snapshot(
        all(ideas, "ideas", program).stream()
            .sorted(Comparator.comparingInt(Snapshot::number))
            .toList(),
        all(experiments, "experiments", program),
        all(reviews, "reviews", program),
        all(ideas, "generations", program).stream()
            .sorted(Comparator.comparingInt(Snapshot::number))
            .toList(),
        EveryPage.of(ideas, () -> proposals(program)));
  }

  static int number(JsonNode ideaOrGeneration) {
    return ideaOrGeneration.path("number").asInt();
  }

  int lastNumber() {
    return ideas.isEmpty() ? 0 : number(ideas.getLast());
  }

  Optional<JsonNode> experimentOf(JsonNode idea) {
    String id = idea.path("id").asText();
    return experiments.stream().filter(e -> e.path("ideaId").asText().equals(id)).findFirst();
  }

  List<JsonNode> openReviews() {
    return reviews.stream().filter(r -> r.path("state").asText().equals("OPEN")).toList();
  }

  /** Where the generator is asked for more. */
  static Address proposals(String program) {
    return Address.of("programs").slash(program).slash("proposals");
  }

  private static List<JsonNode> all(PeerClient service, String collection, String program)
      throws InterruptedException {
    return EveryPage.of(service, () -> Address.of(collection).with("program", program));
  }
}
