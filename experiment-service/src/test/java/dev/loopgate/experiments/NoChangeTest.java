package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A/A: a hundred ideas that change nothing, each with noise of its own, through the service as it
 * is. A loop that keeps whatever looks better would adopt half of them.
 */
@QuarkusTest
class NoChangeTest extends LoopTest {
  private static final int IDEAS = 100;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Random noise = new Random(20261127);

  @Test
  void ofAHundredIdeasThatChangeNothingAtMostOneIsFoundToImprove() {
    // Given
    ScriptedProgram program = program("no-change");
    program.trains = false;
    program.errorRate = new BigDecimal("0.05");
    program.apply();
    for (int number = 1; number <= IDEAS; number++) {
      Idea idea = program.propose();
      program.clear(idea);
    }

    // When
    workUntilAllAre("REGISTERED");
    for (JsonNode experiment : experiments()) {
      program.log(experiment.path("id").asText(), experiment.path("registrationDigest").asText());
    }
    workUntilAllAre("CONCLUDED");

    // Then
    List<JsonNode> verdicts = experiments().stream().map(e -> e.path("verdict")).toList();
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.path("outcome").asText().equals("IMPROVED"))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.path("outcome").asText().equals("NOT_SHOWN"))
        .hasSizeGreaterThanOrEqualTo(90);
    assertThat(verdicts)
        .as("half of them looked better by luck")
        .filteredOn(verdict -> verdict.path("effect").asDouble() > 0)
        .hasSizeBetween(25, 75);
  }

  private void workUntilAllAre(String state) {
    worker.workUntil(
        LONGEST,
        () -> experiments().stream().filter(e -> is(e, state)).count() == IDEAS,
        lease -> measured());
  }

  private static boolean is(JsonNode experiment, String state) {
    return experiment.path("state").asText().equals(state);
  }

  private Completion measured() {
    double accuracy = 0.8 + 0.01 * noise.nextGaussian();
    return ScriptedWorker.completion(
        Outcome.SUCCEEDED,
        List.of(),
        List.of(ScriptedWorker.point("accuracy", String.format(Locale.ROOT, "%.6f", accuracy))));
  }

  private static List<JsonNode> experiments() {
    String list = "/api/v1/experiments?kind=IDEA&limit=200&program=no-change";
    List<JsonNode> experiments = new ArrayList<>();
    Json.read(researcher().get(list).asString(), JsonNode.class)
        .path("items")
        .forEach(experiments::add);
    return experiments;
  }
}
