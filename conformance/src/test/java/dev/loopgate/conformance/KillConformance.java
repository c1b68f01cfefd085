package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.Await;
import dev.loopgate.system.Installation;
import dev.loopgate.system.JudgedLoop;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import dev.loopgate.system.SyntheticProgram;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    JudgedLoop loop = JudgedLoop.begin(installation, "kill-" + process);
    long before = installation.pid(process);

    // When
    installation.kill(process);

    // Then
    Await.until(
        process + " is back", Duration.ofMinutes(1), () -> installation.pid(process) != before);
    loop.assertEndsTheSame();
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
        installation.killAndAwait("experiments");
        kills++;
      }
    }

    // Then
    assertThat(kills).isGreaterThanOrEqualTo(4);
    assertUndisturbed(program, better);
  }

  @Test
  void nothingThatTheWorldDoesToAttemptsChangesAnObservation()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program =
        SyntheticProgram.apply(
            installation,
            "disturbed",
            text ->
                text.replace("set -eu\nmkdir", "set -eu\nsleep 1\nmkdir")
                    .replace("minSeeds: 6", "minSeeds: 16"));
    String better = program.propose("better", "{\"shift\": 1}").path("key").asText();
    Await.until(
        better + " is registered",
        Duration.ofMinutes(1),
        () -> program.experiment(better).has("registration"));

    // When
    World world = new World(installation, program.experiment(better).path("id").asText());
    while (!isConcluded(program, better)) {
      world.disturb();
    }

    // Then
    assertThat(world.lostAttempts()).isGreaterThanOrEqualTo(30);
    assertUndisturbed(program, better);
  }

  private void assertUndisturbed(SyntheticProgram program, String better)
      throws IOException, InterruptedException {
    JsonNode experiment = program.verdictOn(better);
    assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    JsonNode evidence = installation.evidence(experiment);
    JudgedLoop.assertEvidenceIsWhole(evidence, experiment);
    for (JsonNode pair : evidence.findValue("pairs")) {
      assertThat(pair.path("baseline").asDouble()).isEqualTo(measured(0, pair.path("seed")));
      assertThat(pair.path("candidate").asDouble()).isEqualTo(measured(1, pair.path("seed")));
    }
  }

  private static boolean isConcluded(SyntheticProgram program, String key)
      throws IOException, InterruptedException {
    return program.experiment(key).path("state").asText().equals("CONCLUDED");
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
}
