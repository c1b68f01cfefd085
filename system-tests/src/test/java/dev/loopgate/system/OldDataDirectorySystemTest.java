package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data directories outlive builds: this one opens what the commit 16a018a left behind, goes on with
 * what ran there, and finds the same evidence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldDataDirectorySystemTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init")
  private Installation installation;

  @SuppressWarnings("NullAway.Init")
  private Path printed;

  @BeforeAll
  void open(@TempDir Path home) throws IOException, InterruptedException {
    KeptDataDirectory.unpack("16a018a", home);
    printed = home.resolve("printed");
    installation = Installation.up(home);
  }

  @AfterAll
  void stop() {
    installation.close();
  }

  @Test
  void theRunningExperimentGoesOnToItsVerdict() throws IOException, InterruptedException {
    Await.until(
        "a verdict on steady-1",
        PATIENCE,
        () -> experiment("steady-1").path("state").asText().equals("CONCLUDED"));

    assertThat(experiment("steady-1").at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
  }

  @Test
  void theOpenReviewIsDecidedAndMakesTheNextGeneration() throws IOException, InterruptedException {
    Outcome vote =
        installation.run(
            "review", "vote", "kept-4-adoption", "--approve", "--reason", "still better");

    assertThat(vote.exitCode()).as(vote.err()).isZero();
    Await.until(
        "generation 3",
        PATIENCE,
        () ->
            installation.get("ideas", "/api/v1/programs/kept").path("currentGeneration").asInt()
                == 3);
    assertThat(idea("kept-4").path("status").asText()).isEqualTo("ADOPTED");
  }

  @Test
  void whatWasDecidedStays() throws IOException, InterruptedException {
    assertThat(idea("kept-1").path("status").asText()).isEqualTo("ADOPTED");
    assertThat(idea("kept-2").path("status").asText()).isEqualTo("REJECTED");
    assertThat(idea("kept-3").path("status").asText()).isEqualTo("NOT_IMPROVED");
    assertThat(installation.get("reviews", "/api/v1/stops/stop-1").path("state").asText())
        .isEqualTo("RESUMED");
  }

  @Test
  void theLogIsVerifiedWithTheSameRoot() throws IOException, InterruptedException {
    String copy = printed.resolve("log").toString();

    assertPrints("verify.txt", "audit", "verify", copy);
    assertPrints("why.txt", "audit", "why", "kept", "2", "--log", copy);
    Outcome since = installation.run("audit", "verify", "--since", copy + "/checkpoint");
    assertThat(since.exitCode()).as(since.out() + since.err()).isZero();
  }

  @Test
  void verdictsAreRecomputedWithTheSameDigests() throws IOException, InterruptedException {
    for (String idea : List.of("kept-1", "kept-2", "kept-3", "kept-4")) {
      Path file = printed.resolve(idea + ".json");
      assertPrints(idea + ".recompute.txt", "experiment", "recompute", file.toString());
      assertThat(installation.get("experiments", "/api/v1/experiments/%s/evidence".formatted(idea)))
          .isEqualTo(Json.mapper().readTree(file.toFile()));
    }
  }

  private void assertPrints(String file, String... command)
      throws IOException, InterruptedException {
    Outcome outcome = installation.run(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(Files.readString(printed.resolve(file)));
  }

  private JsonNode experiment(String idea) throws IOException, InterruptedException {
    return installation.get("experiments", "/api/v1/experiments/" + idea);
  }

  private JsonNode idea(String key) throws IOException, InterruptedException {
    return installation.get("ideas", "/api/v1/ideas/" + key);
  }
}
