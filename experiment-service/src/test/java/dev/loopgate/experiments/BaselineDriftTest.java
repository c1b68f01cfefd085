package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code that was adopted and gets worse by itself makes nothing else look better. */
@QuarkusTest
class BaselineDriftTest extends LoopTest {
  @Test
  void aBaselineThatIsNotWhatItWasSaysNothingAndIsMeasuredAgain() {
    ScriptedProgram program = program("drifting");
    program.errorRate = new BigDecimal("0.05");
    program.apply();
    Idea calm = running(program);
    conclude(calm, lease -> ok(lease, accuracy(lease, null)));
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment =
        conclude(
            idea,
            lease ->
                lease.arm().equals("baseline")
                    ? degraded(lease)
                    : ok(lease, accuracy(lease, null)));

    assertThat(experiment.getString("verdict.outcome"))
        .as(experiment.getString("verdict.reason") + experiment.getInt("pairs"))
        .isEqualTo("INVALID");
    assertThat(experiment.getString("verdict.reason")).startsWith("BASELINE_DRIFT: ");
    assertThat(experiment.getList("tripwires.kind")).contains("BASELINE_DRIFT");
    worker.workUntil(
        () -> measurements(program).equals(List.of("CONCLUDED", "CONCLUDED")),
        BaselineDriftTest::degraded);
    Idea next = program.propose();
    program.clear(next);
    registerAndLog(program, next);
    JsonPath after = conclude(next, BaselineDriftTest::degraded);
    assertThat(after.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(after.getList("tripwires")).isEmpty();
  }

  /** Far below what the generation was measured with. */
  private static Completion degraded(Lease lease) {
    return ok(lease, accuracy(lease, null).replace("0.8", "0.4"));
  }

  private static List<String> measurements(ScriptedProgram program) {
    return researcher()
        .get("/api/v1/experiments?kind=BASELINE&program=" + program.name)
        .jsonPath()
        .getList("items.state");
  }
}
