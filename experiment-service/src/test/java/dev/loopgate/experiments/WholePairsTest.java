package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.flagged;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.point;
import static dev.loopgate.experiments.ScriptedWorker.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever can have a pair stopped must not see how it goes. */
@QuarkusTest
class WholePairsTest extends LoopTest {
  private static final String MODEL = "weights of a pair under way";

  @Test
  void anAgentThatReadsEverythingLearnsNothingOfAPairUntilBothRunsHaveEnded() {
    ScriptedProgram program = program("unseen").apply();
    Idea idea = running(program);
    Lease first = worker.mustLease(program);
    Lease second = worker.mustLease(program);
    Map<String, String> seen = seen(program, idea, List.of(first, second));
    assertThat(runs(idea)).isEmpty();

    WorkerTest.log(first, 0, "accuracy 0.3, what a bad draw").then().statusCode(200);
    WorkerTest.postMetrics(first, List.of(point("accuracy", "0.3"))).then().statusCode(204);
    assertThat(seen(program, idea, List.of(first, second))).as("while it runs").isEqualTo(seen);

    ScriptedWorker.report(first, flagged(trained(first, MODEL, "0.3"), "CLOCK", "it looked"));
    Lease evaluation = worker.mustLease(program);
    assertThat(seen(program, idea, List.of(first, second))).as("after a stage").isEqualTo(seen);

    ScriptedWorker.report(evaluation, ok(evaluation, "0.3"));
    assertThat(seen(program, idea, List.of(first, second))).as("after a run").isEqualTo(seen);
    agent().get(log(evaluation)).then().statusCode(409);
    assertThat(experiment(idea.key()).getInt("runsDone")).as("people see all").isEqualTo(1);
    assertThat(researcher().get("/api/v1/runs/" + first.runId()).statusCode()).isEqualTo(200);

    ScriptedWorker.report(second, completion(Outcome.SUCCEEDED, List.of(), List.of()));
    Lease last = worker.mustLease(program);
    assertThat(seen(program, idea, List.of(first, second))).as("at last").isEqualTo(seen);
    ScriptedWorker.report(last, ok(last, "0.8"));

    assertThat(runs(idea)).containsExactlyInAnyOrder(run(first), run(second));
    assertThat(agent().get(log(first)).asString()).contains("what a bad draw");
    assertThat(agent().get(log(last)).statusCode()).as("the evaluator's").isEqualTo(403);
    assertThat(agent().get(artifact(MODEL)).asString()).isEqualTo(MODEL);
    JsonPath view = agent().get("/api/v1/experiments/" + idea.key()).jsonPath();
    assertThat(view.getInt("runsDone")).isEqualTo(2);
    assertThat(view.getInt("flags")).isEqualTo(1);
    assertThat(view.getList("tripwires.kind")).containsExactly("CLOCK");
  }

  @Test
  void noDoorIsOpenForAMomentBetweenTheStages() {
    ScriptedProgram program = program("between").apply();
    Lease train = worker.mustLease(program);

    ScriptedWorker.report(train, ok(train, null));

    agent()
        .get("/api/v1/runs/" + train.runId())
        .then()
        .statusCode(409)
        .body("type", endsWith("/pair-under-way"));
    Lease evaluate = worker.mustLease(program);
    assertThat(evaluate.runId()).isEqualTo(train.runId());
    ScriptedWorker.report(evaluate, ok(evaluate, "0.8"));
    agent().get("/api/v1/runs/" + train.runId()).then().statusCode(200);
  }

  /**
   * Whether somebody has handed in certain bytes says how a run went, to whoever can guess them.
   */
  @Test
  void whatARunningPairMadeIsNotToldFromWhatNobodyMade() {
    ScriptedProgram program = program("guessed").apply();
    running(program);
    Lease lease = worker.mustLease(program);
    ScriptedWorker.upload(lease, digest("uploaded"), Json.utf8("uploaded")).then().statusCode(200);
    ScriptedWorker.report(lease, trained(lease, "declared", null));

    Stream.of("uploaded", "declared", "made by nobody")
        .forEach(bytes ->
            assertThat(told(agent().get(artifact(bytes)), digest(bytes)))
                .isEqualTo(told(agent().get(artifact("nothing")), digest("nothing"))));
    researcher().get(artifact("declared")).then().statusCode(200);
  }

  private static String told(Response answer, String digest) {
    return answer.statusCode() + answer.asString().replace(digest, "DIGEST");
  }

  /** Every door of this service that lets an agent in, and what is behind it. */
  private static Map<String, String> seen(ScriptedProgram program, Idea idea, List<Lease> pair) {
    Map<String, String> seen = new LinkedHashMap<>();
    Stream.concat(doors(program, idea), pair.stream().flatMap(WholePairsTest::doors))
        .forEach(door -> {
          Response answer = agent().get(door);
          seen.put(door, answer.statusCode() + " " + answer.asString());
        });
    return seen;
  }

  private static Stream<String> doors(ScriptedProgram program, Idea idea) {
    String experiment = "/api/v1/experiments/" + experiment(idea.key()).getString("id");
    return Stream.of(
        experiment,
        experiment + "/evidence",
        experiment + "/runs",
        experiment + "/runs?limit=1",
        experiment + "/runs?cursor=0-0",
        "/api/v1/experiments?program=" + program.name,
        "/api/v1/experiments?kind=IDEA&limit=1&program=" + program.name,
        "/api/v1/experiments/error-budget?program=" + program.name,
        "/api/v1/experiments/replications?program=" + program.name,
        artifact(MODEL));
  }

  private static Stream<String> doors(Lease lease) {
    String run = "/api/v1/runs/" + lease.runId();
    return Stream.of(run, run + "/metrics/accuracy", run + "/metrics/none", log(lease));
  }

  private static String log(Lease lease) {
    return "/api/v1/attempts/" + lease.attemptId() + "/log";
  }

  private static String artifact(String bytes) {
    return "/api/v1/artifacts/" + digest(bytes);
  }

  private static String digest(String bytes) {
    return Json.digest(Json.utf8(bytes));
  }

  private static List<String> runs(Idea idea) {
    String experiment = experiment(idea.key()).getString("id");
    return agent()
        .get("/api/v1/experiments/" + experiment + "/runs")
        .jsonPath()
        .getList("items.id");
  }

  private static String run(Lease lease) {
    return lease.runId().toString();
  }
}
