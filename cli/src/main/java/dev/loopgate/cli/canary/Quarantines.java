package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.EveryPage;
import dev.loopgate.wire.peer.PeerClient;
import java.util.Optional;

/** Which agents may propose nothing. */
final class Quarantines {
  private Quarantines() {}

  static Optional<JsonNode> inForce(PeerClient ideas, String subject) throws InterruptedException {
    return EveryPage.of(ideas, () -> Address.of("quarantines")).stream()
        .filter(quarantine -> quarantine.path("subject").asText().equals(subject))
        .filter(quarantine -> quarantine.path("inForce").asBoolean())
        .findFirst();
  }
}
