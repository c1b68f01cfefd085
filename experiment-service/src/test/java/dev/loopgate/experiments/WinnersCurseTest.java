package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WinnersCurseTest extends LoopTest {
  @Test
  void claimedMeasuredAndRemeasuredEffectStandSideBySide() {
    ScriptedProgram program = program("winner").apply();
    Idea first = adopt(program, "0.95");
    assertThat(report(program, "").getList("items")).hasSize(1);
    assertThat(report(program, "").getString("items[0].remeasured")).isNull();
    assertThat(report(program, "").getString("meanGap")).isNull();
    Idea second = adopt(program, "0.96");
    waitForMeasuring(program);

    JsonPath report = report(program, "");
    assertThat(report.getList("items.ideaKey")).containsExactly(second.key(), first.key());
    assertThat(report.getList("items.generation")).containsExactly(3, 2);
    assertThat(report.getDouble("items[1].measured")).isGreaterThan(0.1);
    assertThat(report.getDouble("items[1].claimed")).isGreaterThan(0.15);
    assertThat(report.getDouble("items[1].low")).isLessThan(report.getDouble("items[1].measured"));
    assertThat(report.getDouble("items[1].remeasured")).isCloseTo(0, offset(0.03));
    assertThat(report.getDouble("items[1].remeasuredError")).isBetween(0.0, 0.02);
    assertThat(report.getDouble("items[1].gap"))
        .isCloseTo(
            report.getDouble("items[1].measured") - report.getDouble("items[1].remeasured"),
            offset(1e-6));
    assertThat(report.getInt("remeasured")).isEqualTo(2);
    assertThat(report.getDouble("meanGap")).isBetween(0.1, 0.2);
  }

  @Test
  void reportIsPagedAndTheMeanIsThatOfTheWholeProgram() {
    ScriptedProgram program = program("paged").apply();
    Idea first = adopt(program, "0.95");
    Idea second = adopt(program, "0.96");
    waitForMeasuring(program);

    JsonPath newest = report(program, "&limit=1");
    assertThat(newest.getList("items.ideaKey")).containsExactly(second.key());
    JsonPath oldest = report(program, "&limit=1&cursor=" + newest.getString("nextCursor"));
    assertThat(oldest.getList("items.ideaKey")).containsExactly(first.key());
    assertThat(oldest.getString("nextCursor")).isNull();
    assertThat(oldest.getDouble("meanGap")).isEqualTo(newest.getDouble("meanGap"));
    agent().get("/api/v1/experiments/replications?program=" + program.name).then().statusCode(200);
    JsonPath budget =
        agent().get("/api/v1/experiments/error-budget?program=" + program.name).jsonPath();
    assertThat(budget.getInt("registrations")).isEqualTo(2);
    assertThat(budget.getInt("adopted")).isEqualTo(2);
    assertThat(budget.getString("spent")).isEqualTo("0.065154976694");
    assertThat(budget.getString("nextThreshold")).startsWith("67.2");
    agent().get("/api/v1/experiments/error-budget?program=none").then().statusCode(404);
  }

  /** Its measured lead is luck: the new baseline measures like the old one. */
  private Idea adopt(ScriptedProgram program, String accuracy) {
    Idea idea = running(program);
    conclude(
        idea,
        lease ->
            lease.trusted() || lease.arm().equals("baseline")
                ? ok(lease, accuracy(lease, accuracy))
                : trained(lease, "a model", "0.99"));
    program.nextGeneration(idea.id(), idea.key());
    program.close(idea, IdeaClosed.Outcome.ADOPTED);
    Eventually.holds(
        "generation", () -> report(program, "").getList("items").size() == program.generation - 1);
    return idea;
  }

  private void waitForMeasuring(ScriptedProgram program) {
    worker.workUntil(
        () -> report(program, "").getInt("remeasured") == program.generation - 1,
        lease -> ok(lease, accuracy(lease, null)));
  }

  private static JsonPath report(ScriptedProgram program, String query) {
    return researcher()
        .get("/api/v1/experiments/replications?program=" + program.name + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
