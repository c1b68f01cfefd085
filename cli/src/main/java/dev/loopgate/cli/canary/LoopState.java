package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.EveryPage;
import dev.loopgate.wire.peer.PeerClient;
import java.util.HashMap;
import java.util.Map;

/**
 * Where all experiments stand at one moment.
 *
 * @param experiments by the id of their idea
 */
record LoopState(Map<String, JsonNode> experiments) {
  LoopState {
    experiments = Map.copyOf(experiments);
  }

  static LoopState read(PeerClient service) throws InterruptedException {
    Map<String, JsonNode> experiments = new HashMap<>();
    for (String program : Programs.names()) {
      EveryPage.of(service, () -> Address.of("experiments").with("program", program))
          .forEach(experiment -> experiments.put(experiment.path("ideaId").asText(), experiment));
    }
    return new LoopState(experiments);
  }

  JsonNode experimentOf(JsonNode idea) {
    return experiments.getOrDefault(idea.path("id").asText(), MissingNode.getInstance());
  }
}
