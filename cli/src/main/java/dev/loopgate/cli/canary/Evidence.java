package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.EveryPage;
import dev.loopgate.wire.peer.PeerClient;
import java.util.ArrayList;
import java.util.List;

/** What an experiment left behind: the candidate's attempts, and what they printed. */
final class Evidence {
  private Evidence() {}

  static Sighting of(PeerClient experiments, Sighting seen, JsonNode experiment)
      throws InterruptedException {
    List<JsonNode> attempts = candidates(experiments, experiment.path("id").asText());
    List<String> logs = new ArrayList<>();
    for (JsonNode attempt : attempts) {
      if (!attempt.path("trusted").asBoolean()) {
        logs.add(log(experiments, attempt.path("id").asText()));
      }
    }
    return seen.with(experiment, attempts, logs);
  }

  private static List<JsonNode> candidates(PeerClient experiments, String experiment)
      throws InterruptedException {
    List<JsonNode> attempts = new ArrayList<>();
    for (JsonNode run :
        EveryPage.of(
            experiments, () -> Address.of("experiments").slash(experiment).slash("runs"))) {
      if (run.path("arm").asText().equalsIgnoreCase("candidate")) {
        run.path("attempts").forEach(attempts::add);
      }
    }
    return attempts;
  }

  private static String log(PeerClient experiments, String attempt) throws InterruptedException {
    return experiments.text(Address.of("attempts").slash(attempt).slash("log").toString());
  }
}
