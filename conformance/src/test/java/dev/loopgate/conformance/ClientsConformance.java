package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.conformance.clients.Endpoints;
import dev.loopgate.conformance.clients.Fetched;
import dev.loopgate.conformance.clients.GeneratedClients;
import dev.loopgate.system.Await;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import dev.loopgate.system.SyntheticProgram;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that a generator wrote from the committed documents read what running services did. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsConformance {
  private final Installation installation;
  private String idea = "";
  private String experiment = "";
  private String review = "";

  ClientsConformance(Installation installation) {
    this.installation = installation;
  }

  @BeforeAll
  void adopt() throws IOException, InterruptedException {
    SyntheticProgram program = SyntheticProgram.apply(installation, "clients");
    idea = program.propose("shift up", "{\"shift\": 1}").path("key").asText();
    JsonNode concluded = program.verdictOn(idea);
    experiment = concluded.path("id").asText();
    review = program.adoptionReview(idea).path("key").asText();
    Outcome vote = installation.run("review", "vote", review, "--approve", "--reason", "better");
    assertThat(vote.exitCode()).as(vote.err()).isZero();
    Await.until("generation 2", Duration.ofSeconds(30), () -> program.generation() == 2);
  }

  @Test
  void inJava() throws IOException {
    assertAdopted(GeneratedClients.fetchWithJavaClient(endpoints(), idea, experiment, review));
  }

  @Test
  void inTypeScript() throws IOException {
    assertAdopted(GeneratedClients.fetchWithTypeScript(endpoints(), idea, experiment, review));
  }

  private void assertAdopted(Fetched fetched) {
    assertThat(fetched.idea()).isEqualTo(idea);
    assertThat(fetched.ideaStatus()).isEqualTo("ADOPTED");
    assertThat(fetched.reviewState()).isEqualTo("DECIDED");
  }

  private Endpoints endpoints() throws IOException {
    return new Endpoints(
        installation.endpoint("ideas").toString(),
        installation.endpoint("experiments").toString(),
        installation.endpoint("reviews").toString(),
        installation.token("researcher"));
  }
}
