package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What other rules do to plans that are frozen, and to those that come. */
@QuarkusTest
class RuleChangeTest extends LoopTest {
  @Test
  void anotherErrorRateHoldsForLaterRegistrationsAndFrozenPlansKeepTheirs() {
    ScriptedProgram program = program("rates").apply();
    Idea first = running(program);
    String threshold = registration(first).getString("threshold");
    program.errorRate = new BigDecimal("0.1");
    program.newVersion();
    Idea second = registered(program);

    JsonPath frozen = registration(first);
    JsonPath later = registration(second);
    JsonPath verdict = conclude(first, lease -> ok(lease, accuracy(lease, "0.95")));

    assertThat(frozen.getString("errorRate")).isEqualTo("0.5");
    assertThat(frozen.getString("threshold")).isEqualTo(threshold);
    assertThat(verdict.getString("verdict.threshold")).isEqualTo(threshold);
    assertThat(verdict.getString("verdict.outcome")).isEqualTo("IMPROVED");
    assertThat(later.getString("errorRate")).isEqualTo("0.1");
    assertThat(later.getInt("t")).as("what was spent stays spent").isEqualTo(2);
    assertThat(new BigDecimal(later.getString("alpha")))
        .isLessThanOrEqualTo(
            new BigDecimal("0.1").multiply(new BigDecimal(later.getString("gamma"))));
    JsonPath budget =
        researcher().get("/api/v1/experiments/error-budget?program=" + program.name).jsonPath();
    BigDecimal mixed =
        new BigDecimal("0.5")
            .multiply(new BigDecimal(frozen.getString("gamma")))
            .add(
                new BigDecimal("0.1")
                    .multiply(BigDecimal.ONE.subtract(new BigDecimal(frozen.getString("gamma")))));
    assertThat(budget.getString("errorRate")).isEqualTo("0.1");
    assertThat(new BigDecimal(budget.getString("lifetimeErrorRate")))
        .as("lowering the rate does not undo what was spent under the higher one")
        .isEqualByComparingTo(mixed);
  }

  @Test
  void anIdeaThatWaitsIsNeverRegisteredUnderARateThatCameAfterItAndIsHigher() {
    ScriptedProgram program = program("waiting").apply();
    Idea raised = waiting(program);
    program.errorRate = new BigDecimal("0.9");
    program.newVersion();
    worker.workUntil(() -> is(raised, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));

    assertThat(registration(raised).getString("errorRate")).isEqualTo("0.5");

    program.nextGenerationByRules();
    Idea lowered = waiting(program);
    program.errorRate = new BigDecimal("0.05");
    program.newVersion();
    Idea marker = program.propose();
    program.clear(marker);
    waitForState(marker.key(), "WAITING_FOR_BASELINE");
    worker.workUntil(() -> is(lowered, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));

    assertThat(registration(lowered).getString("errorRate")).isEqualTo("0.05");
  }

  @Test
  void anotherEvaluatorIsMeasuredAgainUnderTheNewRulesAndComparedWithNothing() {
    ScriptedProgram program = program("evaluator").apply();
    Idea before = running(program);
    program.trainTimeout = "7m";
    program.evaluator = "another evaluator";
    program.newVersion();
    program.nextGenerationByRules();
    Idea after = program.propose();
    program.clear(after);
    waitForState(after.key(), "WAITING_FOR_BASELINE");
    AtomicReference<Integer> timeoutOfOld = new AtomicReference<>();
    AtomicReference<Integer> timeoutOfNew = new AtomicReference<>();
    worker.workUntil(
        () -> is(after, "REGISTERED") && is(before, "CONCLUDED"),
        lease -> {
          if (lease.stage().equals("train")) {
            boolean isOld = lease.arm().equals("candidate");
            int seconds = lease.limits().wallClockSeconds();
            (isOld ? timeoutOfOld : timeoutOfNew).accumulateAndGet(seconds, RuleChangeTest::larger);
          }
          return ok(lease, accuracy(lease, "0.95"));
        });

    assertThat(timeoutOfOld.get()).as("the frozen plan is carried out as it is").isEqualTo(120);
    assertThat(timeoutOfNew.get()).as("the new generation runs by the new rules").isEqualTo(420);
    assertThat(experiment(before.key()).getString("verdict.outcome")).isEqualTo("IMPROVED");
    assertThat(registration(after).getString("evaluatorDigest"))
        .isNotEqualTo(registration(before).getString("evaluatorDigest"));
    assertThat(registration(after).getInt("programVersion")).isEqualTo(2);
    assertThat(registration(after).getInt("t")).isEqualTo(2);
    JsonPath measured = event("baseline.measured", program.generationId);
    assertThat(measured.getInt("generation")).isEqualTo(2);
    assertThat(measured.getString("remeasuredEffect")).isNull();
  }

  private static Integer larger(Integer seen, Integer seconds) {
    return seen == null ? seconds : Integer.valueOf(Math.max(seen, seconds));
  }

  private Idea waiting(ScriptedProgram program) {
    Idea idea = program.propose();
    program.clear(idea);
    waitForState(idea.key(), "WAITING_FOR_BASELINE");
    return idea;
  }

  private Idea registered(ScriptedProgram program) {
    Idea idea = program.propose();
    program.clear(idea);
    waitForState(idea.key(), "REGISTERED");
    return idea;
  }

  private static JsonPath registration(Idea idea) {
    JsonPath told = event("experiment.registered", experiment(idea.key()).getString("id"));
    return JsonPath.from(Json.write(told.getMap("registration")));
  }
}
