package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** An idea whose test said nothing because of its baseline is tested again, but not for ever. */
@QuarkusTest
@NullUnmarked
class DriftTest extends ServiceTest {
  @Test
  void whatWasTestedAgainstABaselineThatDriftedIsRepeatedThreeTimes() {
    String program = CanaryTest.programWith("");
    JsonPath first =
        propose(AGENT, CanaryTest.idea(program, 1)).then().statusCode(201).extract().jsonPath();
    JsonPath idea = first;
    for (int i = 2; i <= 4; i++) {
      tellDrift(idea);
      JsonPath ended = awaitEnd(idea);
      assertThat(ended.getString("status")).isEqualTo("SUPERSEDED");
      assertThat(ended.getString("statusReason"))
          .contains("Its baseline was not what it was", program + "-" + i);
      JsonPath repeated = as(AGENT).get("/api/v1/ideas/" + program + "-" + i).jsonPath();
      assertThat(repeated.getString("rebasedFrom")).isEqualTo(idea.getString("id"));
      assertThat(repeated.getList("provenance.parents")).isEqualTo(List.of(idea.getString("key")));
      idea = repeated;
    }

    tellDrift(idea);

    assertThat(awaitEnd(idea).getString("status")).isEqualTo("NOT_IMPROVED");
  }

  private static JsonPath awaitEnd(JsonPath idea) {
    return await(() -> CanaryTest.ended(idea));
  }

  private void tellDrift(JsonPath idea) {
    ExperimentConcluded told = AdoptionTest.concluded(idea, Verdict.Outcome.INVALID, 0.1);
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        new ExperimentConcluded(
            told.experimentId(),
            told.ideaId(),
            told.ideaKey(),
            told.programId(),
            told.generationId(),
            told.generation(),
            told.verdict(),
            told.evidence(),
            told.evidenceDigest(),
            told.weakestIsolation(),
            told.runs(),
            1,
            told.claimedEffect(),
            List.of(new Tripwire("BASELINE_DRIFT", 1, "not what it was")),
            told.canary(),
            told.canaryPassed(),
            told.concludedAt()));
  }
}
