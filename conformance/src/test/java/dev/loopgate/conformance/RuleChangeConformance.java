package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.Await;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import dev.loopgate.system.SyntheticProgram;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Other rules and the way back, with the commands that users type. */
@ExtendWith(SharedInstallation.class)
class RuleChangeConformance {
  private static final Duration SOON = Duration.ofSeconds(45);

  private final Installation installation;

  RuleChangeConformance(Installation installation) {
    this.installation = installation;
  }

  @Test
  void anEvaluatorChangesWhenAPersonAgreesAndAnAdoptedIdeaCanBeUndone()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "rules");
    awaitMean(1, 0);

    // When the evaluator adds ten, and two runs at once become three
    SyntheticProgram.apply(
        installation,
        "rules",
        text ->
            text.replace("shift + 0.1", "shift + 10 + 0.1")
                .replace("concurrentRuns: 4", "concurrentRuns: 3"));

    // Then nothing happens before somebody agrees
    assertThat(program.generation()).isEqualTo(1);
    approve("rules-rules-1", "reviewer");
    assertThat(program.generation()).as("one person is not enough").isEqualTo(1);
    approve("rules-rules-1", "safety");
    Await.until("generation 2", SOON, () -> program.generation() == 2);
    awaitMean(2, 10);
    JsonNode now = installation.get("ideas", "/api/v1/programs/rules");
    assertThat(now.path("version").asInt()).isEqualTo(2);
    assertThat(now.at("/spec/budget/concurrentRuns").asInt()).isEqualTo(3);

    // When an idea is adopted under the new rules, and undone
    String key = program.propose("shift up", "{\"shift\": 1}").path("key").asText();
    program.verdictOn(key);
    approve(program.adoptionReview(key).path("key").asText(), "reviewer");
    Await.until("generation 3", SOON, () -> program.generation() == 3);
    Outcome asked =
        installation.run("generation", "rollback", "rules", "2", "--reason", "It was luck.");
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    approve("rules-rollback-1", "reviewer");

    // Then the older files are measured as a new generation, under today's evaluator
    Await.until("generation 4", SOON, () -> program.generation() == 4);
    awaitMean(4, 10);
    JsonNode generations = installation.get("ideas", "/api/v1/generations?program=rules");
    assertThat(generations.at("/items/0/rollsBackTo").asInt()).isEqualTo(2);
    assertThat(generations.at("/items/0/evaluatorDigest"))
        .isEqualTo(generations.at("/items/2/evaluatorDigest"))
        .isNotEqualTo(generations.at("/items/3/evaluatorDigest"));
    assertThat(
            installation
                .get("experiments", "/api/v1/experiments/error-budget?program=rules")
                .path("adopted")
                .asInt())
        .as("a rollback does not lower A")
        .isEqualTo(1);
  }

  private void approve(String review, String who) throws IOException, InterruptedException {
    Await.until(
        "review " + review,
        SOON,
        () -> installation.get("reviews", "/api/v1/reviews/" + review).has("key"));
    Outcome vote =
        installation.run("--as", who, "review", "vote", review, "--approve", "--reason", "Agreed.");
    assertThat(vote.exitCode()).as(vote.err()).isZero();
  }

  private void awaitMean(int generation, double mean) throws InterruptedException {
    Await.until(
        "generation %d measures %s".formatted(generation, mean),
        SOON,
        () -> {
          double measured = baseline(generation).at("/baseline/mean").asDouble(Double.NaN);
          return Math.abs(measured - mean) < 0.3;
        });
  }

  private JsonNode baseline(int generation) throws IOException, InterruptedException {
    JsonNode list =
        installation.get("experiments", "/api/v1/experiments?kind=BASELINE&program=rules");
    for (JsonNode experiment : list.path("items")) {
      if (experiment.path("generation").asInt() == generation) {
        return experiment;
      }
    }
    return list.path("none");
  }
}
