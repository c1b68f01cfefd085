package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StopTest extends LoopTest {
  @Inject AgroalDataSource dataSource;

  @Test
  void aFreezeTakesBackWhatRunsAndSaysWhenTheLastProcessIsGone() {
    ScriptedProgram program = program("frozen").apply();
    running(program);
    Lease first = worker.mustLease(program);
    Lease second = worker.mustLease(program);
    UUID stop = UUID.randomUUID();

    tell(stop, program, Level.FREEZE, State.FREEZING);

    List<String> both = List.of(first.attemptId().toString(), second.attemptId().toString());
    Eventually.holds("orders", () -> orders().containsAll(both));
    assertThat(heartbeat(first)).isTrue();
    assertThat(worker.leaseOf(program)).isEmpty();
    Eventually.holds("the count", () -> isTold("stop.progressed", stop));
    assertThat(event("stop.progressed", stop).getInt("running")).isEqualTo(2);
    end(first, Outcome.CANCELLED);
    assertThat(isTold("stop.proven", stop)).isFalse();
    end(second, Outcome.CANCELLED);
    JsonPath proof = event("stop.proven", stop);
    assertThat(proof.getInt("running")).isEqualTo(2);
    assertThat(proof.getInt("reported")).isEqualTo(2);
    assertThat(proof.getInt("expired")).isZero();
    assertThat(proof.getLong("elapsedMillis")).isBetween(0L, 20_000L);
    assertThat(orders()).doesNotContainAnyElementsOf(both);
    assertThat(worker.leaseOf(program)).isEmpty();
  }

  @Test
  void aStopThatOvertakesTheFeedWaitsForNoReport() throws SQLException {
    ScriptedProgram program = program("overtaken").apply();
    running(program);
    Lease lease = worker.mustLease(program);
    UUID stop = UUID.randomUUID();
    try (Connection report = dataSource.getConnection();
        Statement lock = report.createStatement()) {
      report.setAutoCommit(false);
      lock.execute(
          "select 1 from experiment where id = '%s' for update".formatted(lease.experimentId()));

      reviews.tellAhead(StopChanged.TYPE, stop, freezing(stop, program));

      Eventually.holds("orders", () -> orders().contains(lease.attemptId().toString()));
      assertThat(heartbeat(lease)).isTrue();
      assertThat(worker.leaseOf(program)).isEmpty();
      assertThat(isTold("stop.progressed", stop)).isFalse();
      report.rollback();
    }

    end(lease, Outcome.LOST);

    Eventually.holds("proof", () -> isTold("stop.proven", stop));
    assertThat(event("stop.proven", stop).getInt("running")).isEqualTo(1);
    assertThat(event("stop.proven", stop).getInt("reported")).isEqualTo(1);
    List<String> states =
        researcher().get("/api/v1/runs/" + lease.runId()).jsonPath().getList("attempts.state");
    assertThat(states).first().isEqualTo("STOPPED");
  }

  @Test
  void afterTheResumptionTheSameSeedRunsAgainAsIfNothingHadBeen() {
    ScriptedProgram program = program("resumed").apply();
    Idea idea = running(program);
    String seed = null;
    for (int i = 0; i < 4; i++) {
      Lease lease = worker.mustLease(program);
      assertThat(lease.attempt()).isEqualTo(i + 1);
      assertThat(seed == null || seed.equals(seed(lease))).isTrue();
      seed = seed(lease);
      UUID stop = UUID.randomUUID();
      tell(stop, program, Level.FREEZE, State.FREEZING);
      Eventually.holds("stopped", () -> heartbeat(lease));
      end(lease, i % 2 == 0 ? Outcome.CANCELLED : Outcome.LOST);
      tell(stop, program, Level.FREEZE, State.RESUMED);
    }

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("IMPROVED");
  }

  @Test
  void whatEndedByItselfBeforeTheWorkerHeardOfTheStopHasEnded() {
    ScriptedProgram program = program("finished").apply();
    running(program);
    Lease lease = worker.mustLease(program);
    UUID stop = UUID.randomUUID();
    tell(stop, program, Level.FREEZE, State.FREEZING);
    Eventually.holds("stopped", () -> heartbeat(lease));

    ScriptedWorker.complete(lease, ok(lease, "0.9")).then().statusCode(204);

    assertThat(event("stop.proven", stop).getInt("reported")).isEqualTo(1);
    List<String> states =
        researcher().get("/api/v1/runs/" + lease.runId()).jsonPath().getList("attempts.state");
    assertThat(states).first().isEqualTo("SUCCEEDED");
    tell(stop, program, Level.FREEZE, State.RESUMED);
  }

  @Test
  void aStopWithNothingRunningIsProvenAtOnceAndItsEndIsToldOnce() {
    ScriptedProgram program = program("idle").apply();
    UUID stop = UUID.randomUUID();
    tell(stop, program, Level.FREEZE, State.FREEZING);
    tell(stop, program, Level.FREEZE, State.FREEZING);
    tell(stop, program, Level.FREEZE, State.FROZEN);

    Eventually.holds("proof", () -> isTold("stop.proven", stop));

    assertThat(event("stop.proven", stop).getInt("running")).isZero();
    tell(stop, program, Level.FREEZE, State.RESUMED);
  }

  @Test
  void oneProgramIsFrozenAndTheOthersGoOn() {
    ScriptedProgram frozen = program("one").apply();
    ScriptedProgram other = program("other").apply();
    UUID stop = UUID.randomUUID();
    tell(stop, frozen, Level.FREEZE, State.FREEZING);
    Eventually.holds("proof", () -> isTold("stop.proven", stop));

    assertThat(worker.mustLease(other).workspace()).isEqualTo(other.workspace("baseline"));
    tell(stop, frozen, Level.FREEZE, State.RESUMED);
  }

  @Test
  void aKillDiscardsWhatWaitsAndRevokesTheTokensThatAgentsHave() {
    ScriptedProgram program = program("killed").apply();
    Idea idea = running(program);
    Lease lease = worker.mustLease(program);
    UUID stop = UUID.randomUUID();
    tell(stop, program, Level.KILL, State.KILLING);

    waitForState(idea.key(), "CANCELLED");

    assertThat(experiment(idea.key()).getString("reason")).contains("stop-1").contains("because");
    end(lease, Outcome.CANCELLED);
    Eventually.holds("proof", () -> isTold("stop.proven", stop));
    tell(stop, program, Level.KILL, State.RESUMED);
    assertThat(worker.leaseOf(program)).isEmpty();
  }

  @Test
  void aKillOfEverythingRefusesTheTokensOfAgentsAlsoAfterTheResumption() {
    String before = agentToken();
    assertThat(status(before)).isEqualTo(200);
    UUID stop = UUID.randomUUID();
    tell(stop, null, Level.KILL, State.KILLING);
    try {
      Eventually.holds("the token is refused", () -> status(before) == 403);
      Eventually.holds("a later token is good", () -> status(agentToken()) == 200);
      researcher().get("/api/v1/workers").then().statusCode(200);
    } finally {
      tell(stop, null, Level.KILL, State.RESUMED);
    }
    UUID next = UUID.randomUUID();
    tell(next, program("after-the-kill").apply(), Level.FREEZE, State.FREEZING);
    Eventually.holds("the resumption arrived", () -> isTold("stop.progressed", next));
    assertThat(status(before)).as("for ever").isEqualTo(403);
  }

  private static String agentToken() {
    return TestTokens.agent("scout", "ada@example.org", Role.RESEARCHER);
  }

  private void tell(UUID stop, ScriptedProgram program, Level level, State state) {
    tell(stop, program, level, state, Instant.now());
  }

  private void tell(UUID stop, ScriptedProgram program, Level level, State state, Instant at) {
    reviews.tell(StopChanged.TYPE, stop, changed(stop, program, level, state, at));
  }

  private static StopChanged freezing(UUID stop, ScriptedProgram program) {
    return changed(stop, program, Level.FREEZE, State.FREEZING, Instant.now());
  }

  static StopChanged changed(
      UUID stop, ScriptedProgram program, Level level, State state, Instant at) {
    return new StopChanged(
        stop,
        "stop-1",
        level,
        state,
        program == null ? null : program.id,
        program == null ? StopChanged.ALL : program.name,
        "scout",
        PrincipalKind.AGENT,
        "grace@example.org",
        "because",
        at,
        at);
  }

  private static int status(String token) {
    return RestAssured.given().auth().oauth2(token).get("/api/v1/workers").statusCode();
  }

  private static List<String> orders() {
    return workerToken().get("/api/v1/workers/life/orders").jsonPath().getList("end");
  }

  private static boolean heartbeat(Lease lease) {
    return ScriptedWorker.with(lease)
        .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
        .jsonPath()
        .getBoolean("cancelled");
  }

  private static void end(Lease lease, Outcome outcome) {
    Completion report = completion(outcome, List.of(), List.of());
    ScriptedWorker.complete(lease, report).then().statusCode(204);
  }

  private static String seed(Lease lease) {
    return lease.environment().get("LOOPGATE_SEED");
  }
}
