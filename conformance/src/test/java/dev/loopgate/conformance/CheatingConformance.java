package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.Await;
import dev.loopgate.system.Folders;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A candidate that lies about its score and reaches for the evaluator gains nothing by it. */
@ExtendWith(SharedInstallation.class)
class CheatingConformance {
  private static final Path EXAMPLES = Installation.repository().resolve("examples");

  private final Installation installation;

  CheatingConformance(Installation installation) {
    this.installation = installation;
  }

  @Test
  void aPerfectScoreThatACandidatePrintsAndClaimsIsRecordedAndDecidesNothing(@TempDir Path folder)
      throws IOException, InterruptedException {
    // Given
    Outcome applied = installation.run("apply", "-f", digitsThatOnlyFlags(folder).toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();

    // When
    Outcome proposed =
        installation.run(
            "idea",
            "propose",
            "--program",
            "digits",
            "--title",
            "perfect score",
            "--hypothesis",
            "a printed score is as good as a measured one",
            "--patch",
            EXAMPLES.resolve("cheating/perfect-score.patch").toString());
    assertThat(proposed.exitCode()).as(proposed.err()).isZero();
    Await.until(
        "a verdict on digits-1",
        Duration.ofMinutes(5),
        () -> "CONCLUDED".equals(experiment().path("state").asText()));

    // Then
    JsonNode experiment = experiment();
    assertThat(experiment.at("/verdict/outcome").asText()).isNotEqualTo("IMPROVED");
    assertThat(experiment.path("flags").asInt()).isPositive();
    JsonNode run = candidateRun(experiment.path("id").asText());
    assertThat(metric(run, "claims", "accuracy")).isEqualTo(1.0);
    assertThat(run.path("attempts").toString()).contains("SEALED_PATH_WRITE");
    assertThat(metric(run, "measurements", "accuracy")).isLessThan(0.99);
  }

  /**
   * Digits with rules under which no sighting ends the experiment, so that the evaluator comes to
   * measure what the candidate left.
   */
  private static Path digitsThatOnlyFlags(Path folder) throws IOException {
    Folders.copy(EXAMPLES.resolve("digits"), folder);
    Path program = folder.resolve("program.yaml");
    String rules =
        Files.readString(program).replace("minSeeds: 6, maxSeeds: 40", "minSeeds: 2, maxSeeds: 3")
            + "  tripwires: {invalidate: []}\n";
    return Files.writeString(program, rules);
  }

  private JsonNode experiment() throws IOException, InterruptedException {
    return installation.get("experiments", "/api/v1/experiments/digits-1");
  }

  private JsonNode candidateRun(String experiment) throws IOException, InterruptedException {
    JsonNode runs =
        installation.get("experiments", "/api/v1/experiments/" + experiment + "/runs?limit=200");
    for (JsonNode run : runs.path("items")) {
      if ("candidate".equalsIgnoreCase(run.path("arm").asText())
          && "SUCCEEDED".equals(run.path("state").asText())) {
        return installation.get("experiments", "/api/v1/runs/" + run.path("id").asText());
      }
    }
    throw new AssertionError("no candidate run succeeded: " + runs);
  }

  private double metric(JsonNode run, String group, String key) {
    for (JsonNode point : run.path(group)) {
      if (key.equals(point.path("key").asText())) {
        return point.path("value").asDouble();
      }
    }
    throw new AssertionError("no " + key + " among " + run.path(group));
  }
}
