package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.system.Await;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import dev.loopgate.system.SyntheticProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any one process may die at any moment: the loop ends the same, nothing twice, nothing lost. */
@ExtendWith(SharedInstallation.class)
class KillConformance {
  private final Installation installation;

  KillConformance(Installation installation) {
    this.installation = installation;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ideas", "experiments", "reviews", "worker", "postgres"})
  void theLoopEndsTheSameWhenAProcessIsKilled(String process)
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "kill-" + process);
    String better = program.propose("better", "{\"shift\": 1}").path("key").asText();
    String same = program.propose("same", "{\"shift\": 0, \"note\": 1}").path("key").asText();
    Await.until(
        "some pairs of " + better + " are judged",
        Duration.ofMinutes(2),
        () -> program.experiment(better).path("pairs").asInt() >= 3);
    long before = installation.pid(process);

    // When
    installation.kill(process);

    // Then
    Await.until(
        process + " is back", Duration.ofMinutes(1), () -> installation.pid(process) != before);
    JsonNode improved = program.verdictOn(better);
    assertThat(improved.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertThat(program.verdictOn(same).at("/verdict/outcome").asText()).isEqualTo("NOT_SHOWN");
    assertThat(program.adoptionReview(better).path("state").asText()).isEqualTo("OPEN");
    assertEvidenceIsWhole(improved);
    assertOnce(program, improved);
  }

  @Test
  void killingTheServiceAfterEveryObservationChangesNone()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program =
        SyntheticProgram.apply(
            installation, "kill-often", text -> text.replace("errorRate: 0.05", "errorRate: 0.9"));
    String better = program.propose("better", "{\"shift\": 1}").path("key").asText();

    Await.until(
        better + " is registered",
        Duration.ofMinutes(1),
        () -> program.experiment(better).has("registration"));

    // When
    int kills = 0;
    for (int seen = -1; !isConcluded(program, better); ) {
      int pairs = program.experiment(better).path("pairs").asInt();
      if (pairs > seen) {
        seen = pairs;
        killAndAwait("experiments");
        kills++;
      }
    }

    // Then
    assertThat(kills).isGreaterThanOrEqualTo(4);
    JsonNode experiment = program.verdictOn(better);
    assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertEvidenceIsWhole(experiment);
    for (JsonNode pair : evidence(experiment).findValue("pairs")) {
      assertThat(pair.path("baseline").asDouble()).isEqualTo(measured(0, pair.path("seed")));
      assertThat(pair.path("candidate").asDouble()).isEqualTo(measured(1, pair.path("seed")));
    }
  }

  private static boolean isConcluded(SyntheticProgram program, String key)
      throws IOException, InterruptedException {
    return program.experiment(key).path("state").asText().equals("CONCLUDED");
  }

  private void killAndAwait(String process) throws IOException, InterruptedException {
    long before = installation.pid(process);
    installation.kill(process);
    Await.until(
        process + " is back",
        Duration.ofMinutes(2),
        () ->
            installation.pid(process) != before
                && installation
                    .get(process, "/q/health/ready")
                    .path("status")
                    .asText()
                    .equals("UP"));
  }

  /** What the evaluator script says of this shift on this seed, computed apart from any service. */
  private static double measured(int shift, JsonNode seed)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("measured");
    Path metrics = directory.resolve("metrics");
    Files.createDirectory(directory.resolve("model"));
    Files.writeString(directory.resolve("model/shift"), shift + "\n");
    Path script = SyntheticProgram.resources().resolve("evaluator/evaluate.sh");
    ProcessBuilder command =
        new ProcessBuilder("sh", script.toString()).directory(directory.toFile());
    command.environment().put("LOOPGATE_SEED", seed.asText());
    command.environment().put("LOOPGATE_METRICS", metrics.toString());
    assertThat(Outcome.of(command, Duration.ofSeconds(10)).exitCode()).isZero();
    return Json.mapper().readTree(metrics.toFile()).path("value").asDouble();
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
