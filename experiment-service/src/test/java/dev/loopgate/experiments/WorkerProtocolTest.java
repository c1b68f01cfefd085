package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.complete;
import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.point;
import static dev.loopgate.experiments.ScriptedWorker.upload;
import static dev.loopgate.experiments.ScriptedWorker.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkerProtocolTest extends WorkerTest {
  @Test
  void wrongRunTokenIsRefused() {
    Lease lease = leaseOf("wrong-token");
    for (String token : new String[] {"nonsense", ""}) {
      workerToken()
          .header("Run-Token", token)
          .contentType(ContentType.JSON)
          .body("{}")
          .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
          .then()
          .statusCode(403)
          .body("type", equalTo("https://loopgate.dev/problems/run-token"));
    }
    workerToken()
        .contentType(ContentType.JSON)
        .body(Json.write(ok(lease, "1")))
        .post("/api/v1/attempts/" + lease.attemptId() + "/completion")
        .then()
        .statusCode(403);
  }

  @Test
  void expiredLeaseIsRefusedAndTheStageIsTriedAgainWithTheSameSeed() {
    Lease lost = leaseOf("expired");
    letExpire(lost, Instant.EPOCH);
    Eventually.holds(
        "the end of the lease", () -> run(lost).getString("attempts[0].state").equals("LOST"));
    Lease again = again(lost);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.environment()).isEqualTo(lost.environment());
    complete(lost, ok(again, "1"))
        .then()
        .statusCode(409)
        .body("type", equalTo("https://loopgate.dev/problems/lease-expired"));
    with(lost)
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/attempts/" + lost.attemptId() + "/heartbeat")
        .then()
        .statusCode(409);
    ScriptedWorker.report(again, ok(again, "1"));
  }

  @Test
  void heartbeatsKeepALeaseAlive() {
    Lease lease = leaseOf("alive");
    Instant soon = Instant.now().plusSeconds(10);
    letExpire(lease, soon);
    String expiresAt =
        with(lease)
            .contentType(ContentType.JSON)
            .body("{}")
            .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
            .then()
            .statusCode(200)
            .body("cancelled", equalTo(false))
            .extract()
            .path("expiresAt");
    assertThat(Instant.parse(expiresAt)).isAfter(soon.plusSeconds(20));
    ScriptedWorker.report(lease, ok(lease, "1"));
  }

  @Test
  void repeatedCompletionIsHarmlessAndAnotherOneIsRefused() {
    Lease lease = leaseOf("repeated");
    Completion completion = ok(lease, "1");
    ScriptedWorker.report(lease, completion);
    ScriptedWorker.report(lease, completion);
    complete(lease, ScriptedWorker.failed())
        .then()
        .statusCode(409)
        .body("type", equalTo("https://loopgate.dev/problems/already-completed"));
    assertThat(run(lease).getList("attempts.findAll { it.stage == 'evaluate' }")).hasSize(1);
  }

  @Test
  void untrustedStageCanOnlyClaim() {
    Lease lease = leaseOf("claims");
    postMetrics(lease, List.of(point("accuracy", "1.0"))).then().statusCode(204);
    Completion completion = ok(lease, "1");
    complete(
            lease,
            completion(
                Outcome.SUCCEEDED, completion.artifacts(), List.of(point("accuracy", "1.0"))))
        .then()
        .statusCode(204);
    JsonPath run = run(lease);
    assertThat(run.getList("claims.value")).containsExactly("1.0");
    assertThat(run.getList("measurements")).isEmpty();
  }

  @Test
  void completionReplacesWhatWasLoggedOnTheWay() {
    Lease lease = leaseOf("replaced");
    postMetrics(lease, List.of(point("loss", "3"), point("loss", "-0.0"))).then().statusCode(204);
    assertThat(history(lease, "loss").getList("value")).containsExactly("3", "0");
    complete(
            lease, completion(Outcome.FAILED, List.of(), List.of(new MetricPoint("loss", "2", 7L))))
        .then()
        .statusCode(204);
    assertThat(history(lease, "loss").getList("value")).containsExactly("2");
    researcher()
        .get("/api/v1/runs/" + lease.runId() + "/metrics/nothing")
        .then()
        .statusCode(404)
        .body("detail", containsString("[loss]"));
  }

  @Test
  void artifactIsKeptUnderItsOwnDigestOnly() {
    Lease lease = leaseOf("artifacts");
    byte[] bytes = Json.utf8("weights of artifacts");
    String digest = Json.digest(bytes);
    String other = Json.digest(Json.utf8("something else"));
    upload(lease, other, bytes).then().statusCode(400).body("detail", containsString(digest));
    researcher().get("/api/v1/artifacts/" + other).then().statusCode(404);
    upload(lease, "sha256:short", bytes).then().statusCode(400);
    upload(lease, Json.digest(new byte[100_001]), new byte[100_001]).then().statusCode(413);
    upload(lease, digest, bytes).then().statusCode(200).body("size", equalTo(bytes.length));
    upload(lease, digest, bytes).then().statusCode(200);
    assertThat(researcher().get("/api/v1/artifacts/" + digest).asByteArray()).isEqualTo(bytes);
    workerToken()
        .header("Run-Token", "x")
        .contentType("application/octet-stream")
        .body(bytes)
        .put("/api/v1/artifacts/" + digest + "?attempt=" + lease.attemptId())
        .then()
        .statusCode(403);
  }

  @Test
  void nextStageGetsTheArtifactsThatItConsumes() {
    Lease train = leaseOf("inputs");
    ScriptedWorker.report(train, ok(train, "1"));
    Lease evaluate = again(train);
    assertThat(evaluate.trusted()).isTrue();
    assertThat(evaluate.inputs())
        .extracting(Lease.Input::path)
        .containsExactly("model/weights.bin");
    assertThat(evaluate.workspace()).isNotEqualTo(train.workspace());
    assertThat(train.sealed()).containsExactly("evaluator/**");
    assertThat(evaluate.sealed()).isEmpty();
    assertThat(train.limits().wallClockSeconds()).isEqualTo(120);
    ScriptedWorker.report(evaluate, ok(evaluate, "0.5"));
    assertThat(run(train).getList("measurements.value")).containsExactly("0.5");
  }

  @Test
  void logIsWrittenByOffsetSoThatRepeatingIsHarmless() {
    Lease lease = leaseOf("logs");
    log(lease, 0, "hello ").then().statusCode(200).body("bytes", equalTo(6));
    log(lease, 6, "world").then().statusCode(200).body("bytes", equalTo(11));
    log(lease, 0, "hello ").then().statusCode(200).body("bytes", equalTo(11));
    log(lease, 99, "gap").then().statusCode(409).body("detail", containsString("11 bytes"));
    log(lease, 10_485_760, "too much").then().statusCode(413);
    log(lease, -1, "x").then().statusCode(400);
    String text = researcher().get("/api/v1/attempts/" + lease.attemptId() + "/log").asString();
    assertThat(text).isEqualTo("hello world");
  }

  @Test
  void agentsDoNotSeeWhatTheEvaluatorPrints() {
    Lease train = leaseOf("private");
    ScriptedWorker.report(train, ok(train, "1"));
    Lease evaluate = again(train);
    log(evaluate, 0, "sample 17 is wrong").then().statusCode(200);
    ScriptedWorker.report(evaluate, ok(evaluate, "0.5"));
    agent().get("/api/v1/attempts/" + train.attemptId() + "/log").then().statusCode(200);
    agent().get("/api/v1/attempts/" + evaluate.attemptId() + "/log").then().statusCode(403);
    researcher().get("/api/v1/attempts/" + evaluate.attemptId() + "/log").then().statusCode(200);
  }

  @Test
  void flagsAreKeptCountedAndTold() {
    Lease lease = leaseOf("flags");
    Completion completion =
        new Completion(
            Outcome.FAILED,
            1,
            5,
            Isolation.PROCESS,
            "wrote \0 \ud800 there",
            List.of(),
            List.of(),
            Map.of(),
            List.of(new Flag("SEALED_PATH_WRITE", "evaluator/x")));
    ScriptedWorker.report(lease, completion);
    ScriptedWorker.report(lease, completion);
    assertThat(run(lease).getList("attempts[0].flags.kind")).containsExactly("SEALED_PATH_WRITE");
    assertThat(event("run.flagged", lease.runId()).getString("evidence")).isEqualTo("evaluator/x");
    assertThat(experiment(lease.experimentId().toString()).getInt("flags")).isEqualTo(1);
  }

  @Test
  void noMoreRunsAreUnderWayThanTheProgramAllows() {
    ScriptedProgram program = program("narrow");
    program.concurrentRuns = 2;
    program.apply();
    Lease first = worker.mustLease(program);
    Lease second = worker.mustLease(program);
    assertThat(worker.leaseOf(program)).isEmpty();
    ScriptedWorker.report(first, ok(first, "1"));
    Lease evaluate = worker.mustLease(program);
    assertThat(evaluate.runId()).isEqualTo(first.runId());
    assertThat(worker.leaseOf(program)).isEmpty();
    ScriptedWorker.report(evaluate, ok(evaluate, "0.5"));
    assertThat(worker.mustLease(program).runId()).isNotIn(first.runId(), second.runId());
  }
}
