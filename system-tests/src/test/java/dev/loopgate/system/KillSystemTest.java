package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service that judges dies amid an experiment: the loop ends the same, nothing twice, nothing
 * lost. The second ring kills the others too.
 */
@ExtendWith(SharedInstallation.class)
class KillSystemTest {
  private final Installation installation;

  KillSystemTest(Installation installation) {
    this.installation = installation;
  }

  @Test
  void theLoopEndsTheSameWhenTheServiceThatJudgesIsKilled()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "killed");
    String better = program.propose("better", "{\"shift\": 1}").path("key").asText();
    String same = program.propose("same", "{\"shift\": 0, \"note\": 1}").path("key").asText();
    Await.until(
        "some pairs of " + better + " are judged",
        Duration.ofMinutes(2),
        () -> program.experiment(better).path("pairs").asInt() >= 3);
    long before = installation.pid("experiments");

    // When
    installation.kill("experiments");

    // Then
    Await.until(
        "the service is back",
        Duration.ofMinutes(1),
        () -> installation.pid("experiments") != before);
    JsonNode improved = program.verdictOn(better);
    assertThat(improved.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertThat(program.verdictOn(same).at("/verdict/outcome").asText()).isEqualTo("NOT_SHOWN");
    assertThat(program.adoptionReview(better).path("state").asText()).isEqualTo("OPEN");
    assertEvidenceIsWhole(improved);
    assertOnce(program, improved);
  }

  /** Each pair once, in order, and as many as the verdict says. */
  private void assertEvidenceIsWhole(JsonNode experiment) throws IOException, InterruptedException {
    List<Integer> indexes = new ArrayList<>();
    evidence(experiment)
        .findValue("pairs")
        .forEach(pair -> indexes.add(pair.path("index").asInt()));
    assertThat(indexes).hasSize(experiment.at("/verdict/pairs").asInt());
    for (int i = 0; i < indexes.size(); i++) {
      assertThat(indexes.get(i)).isEqualTo(i);
    }
  }

  private JsonNode evidence(JsonNode experiment) throws IOException, InterruptedException {
    return installation.get(
        "experiments", "/api/v1/experiments/" + experiment.path("id").asText() + "/evidence");
  }

  /**
   * One experiment per idea, and in the record one registration, one verdict and one review of it.
   */
  private void assertOnce(SyntheticProgram program, JsonNode experiment)
      throws IOException, InterruptedException {
    JsonNode experiments =
        installation.get("experiments", "/api/v1/experiments?kind=IDEA&program=" + program.name());
    assertThat(experiments.path("items")).hasSize(2);
    List<String> kinds = new ArrayList<>();
    String id = experiment.path("id").asText();
    String after = "-1";
    while (true) {
      JsonNode page =
          installation
              .as("reviewer", "reviews")
              .get("/log/entries?limit=200&after=" + after, JsonNode.class);
      for (JsonNode entry : page.path("items")) {
        after = entry.path("index").asText();
        if (entry.toString().contains(id)) {
          kinds.add(entry.path("kind").asText());
        }
      }
      if (page.path("items").isEmpty()) {
        break;
      }
    }
    assertThat(kinds).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
  }
}
