package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Sends one canary to the loop as an agent does, and looks at what became of it. */
final class Attack {
  private final Canary canary;
  private final OwnInstallation installation;
  private Sighting seen;

  private Attack(Canary canary, OwnInstallation installation, Sighting seen) {
    this.canary = canary;
    this.installation = installation;
    this.seen = seen;
  }

  /** Proposes it; being refused is an answer. */
  static Attack begin(Canary canary, OwnInstallation installation)
      throws IOException, InterruptedException {
    Sighting seen = propose(canary, installation, agent(canary));
    if (canary.twice() && seen.refusal().isEmpty()) {
      seen = propose(canary, installation, "again-" + agent(canary));
    }
    return new Attack(canary, installation, seen);
  }

  private static String agent(Canary canary) {
    return canary.name() + "@canaries";
  }

  private static Sighting propose(Canary canary, OwnInstallation installation, String agent)
      throws IOException, InterruptedException {
    try {
      return Sighting.of(
          installation
              .asAgent(agent)
              .post(
                  Address.of("ideas").toString(),
                  proposal(canary),
                  JsonNode.class,
                  Map.of("Idempotency-Key", UUID.randomUUID().toString())));
    } catch (ProblemException e) {
      return Sighting.refused(e.problem());
    }
  }

  private static ObjectNode proposal(Canary canary) {
    ObjectNode proposal = Json.mapper().createObjectNode();
    proposal.put("program", canary.program()).put("generation", 1);
    proposal.put("title", canary.title()).put("hypothesis", canary.attack());
    if (canary.patch() != null) {
      return proposal.put("patch", canary.patch());
    }
    proposal.set("files", Json.mapper().valueToTree(canary.files()));
    return proposal;
  }

  Canary canary() {
    return canary;
  }

  Sighting seen() {
    return seen;
  }

  /**
   * Looks once more.
   *
   * @return whether nothing more will happen to it
   */
  boolean isOver(LoopState state) throws IOException, InterruptedException {
    if (seen.refusal().isPresent() || waitsForPerson()) {
      return true;
    }
    JsonNode experiment = state.experimentOf(seen.idea());
    seen = seen.with(experiment, seen.attempts(), seen.logs());
    if (experiment.isMissingNode()) {
      Clearance.ofWhatHasNoSandbox(installation.asReviewer(), seen.idea().path("key").asText());
    }
    if (!isEnded(experiment)) {
      return !seen.blockedBy().isEmpty();
    }
    seen = Evidence.of(installation.asPerson("experiments"), seen, experiment);
    return !(canary.expectation() instanceof Expectation.Quarantined) || isQuarantined();
  }

  /** What the intake flagged is cleared by people only, and nobody here does. */
  private boolean waitsForPerson() {
    return !seen.idea().path("flags").isEmpty();
  }

  private static boolean isEnded(JsonNode experiment) {
    String state = experiment.path("state").asText();
    return state.equals("CONCLUDED") || state.equals("CANCELLED");
  }

  /** In quarantine is who is on the list and is refused. */
  private boolean isQuarantined() throws IOException, InterruptedException {
    PeerClient ideas = installation.asPerson("ideas");
    seen = seen.with(Quarantines.inForce(ideas, agent(canary)));
    return seen.quarantine().isPresent() && isRefusedAnythingElse();
  }

  private boolean isRefusedAnythingElse() throws IOException, InterruptedException {
    Sighting next = propose(canary, installation, agent(canary));
    return next.refusal().filter(p -> p.type().endsWith("/agent-quarantined")).isPresent();
  }
}
