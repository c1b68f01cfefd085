package dev.loopgate.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;

/** What stages wrote to their standard output and error. */
final class AttemptLogs {
  private final Session session;
  private final PeerClient experiments;

  AttemptLogs(Session session) {
    this.session = session;
    this.experiments = session.experiments();
  }

  /** Prints the log of the attempt with that id, or of every attempt of the run with that id. */
  void print(String id) throws InterruptedException {
    try {
      session.screen().data(log(id));
    } catch (ProblemException e) {
      if (e.problem().status() != 404) {
        throw e;
      }
      printRun(id);
    }
  }

  private void printRun(String id) throws InterruptedException {
    JsonNode run = experiments.get(Address.of("runs").slash(id).toString(), JsonNode.class);
    for (JsonNode attempt : run.path("attempts")) {
      session
          .screen()
          .note(
              "== %s, attempt %s on %s: %s"
                  .formatted(
                      Values.text(attempt, "stage"),
                      Values.text(attempt, "number"),
                      Values.text(attempt, "worker"),
                      Values.text(attempt, "outcome")));
      session.screen().data(log(attempt.path("id").asText()));
    }
  }

  private String log(String attempt) throws InterruptedException {
    return experiments
        .text(Address.of("attempts").slash(attempt).slash("log").toString())
        .stripTrailing();
  }
}
