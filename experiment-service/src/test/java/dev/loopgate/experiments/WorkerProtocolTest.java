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

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkerProtocolTest extends ServiceTest {
  private ScriptedWorker worker;

  @BeforeEach
  void registerWorker() {
    worker = new ScriptedWorker("protocol", Isolation.PROCESS);
  }

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
    eventually("the end of the lease", () -> heartbeatWithoutExtending(lost));
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
    complete(again, ok(again, "1")).then().statusCode(204);
  }

  @Test
  void attemptThatIsLostTooOftenCountsAsACrash() {
    Lease lease = leaseOf("lost-thrice");
    complete(lease, completion(Outcome.LOST, List.of(), List.of())).then().statusCode(204);
    Lease second = again(lease);
    complete(second, completion(Outcome.LOST, List.of(), List.of())).then().statusCode(204);
    Lease third = again(lease);
    complete(third, completion(Outcome.LOST, List.of(), List.of())).then().statusCode(204);
    JsonPath run = run(lease);
    assertThat(run.getString("state")).isEqualTo("FAILED");
    assertThat(run.getString("failure")).contains("lost 3 times");
    assertThat(run.getList("attempts.state")).containsExactly("LOST", "LOST", "LOST");
  }

  @Test
  void heartbeatsKeepALeaseAlive() {
    Lease lease = leaseOf("alive");
    long end = System.nanoTime() + 4_000_000_000L;
    while (System.nanoTime() < end) {
      with(lease)
          .contentType(ContentType.JSON)
          .body("{}")
          .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
          .then()
          .statusCode(200)
          .body("cancelled", equalTo(false));
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
    complete(lease, ok(lease, "1")).then().statusCode(204);
  }

  @Test
  void repeatedCompletionIsHarmlessAndAnotherOneIsRefused() {
    Lease lease = leaseOf("repeated");
    Completion completion = ok(lease, "1");
    complete(lease, completion).then().statusCode(204);
    complete(lease, completion).then().statusCode(204);
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
  void numbersThatAreNoneAreRefused() {
    Lease lease = leaseOf("numbers");
    for (String value :
        List.of("NaN", "Infinity", "1e999999999", "1e-500", "0x1p3", "", "９".repeat(80))) {
      postMetrics(lease, List.of(point("loss", value)))
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/0"));
    }
    postMetrics(lease, List.of(point("a b", "1"))).then().statusCode(400);
    postMetrics(lease, List.of(point("nul\0", "1"))).then().statusCode(400);
    postMetrics(lease, List.of(new MetricPoint("loss", "1", -1L))).then().statusCode(400);
    postMetrics(lease, IntStream.range(0, 1001).mapToObj(i -> point("a", "1")).toList())
        .then()
        .statusCode(400);
    with(lease)
        .contentType(ContentType.JSON)
        .body("[null]")
        .post("/api/v1/attempts/" + lease.attemptId() + "/metrics")
        .then()
        .statusCode(400);
    with(lease)
        .contentType(ContentType.JSON)
        .body("[{]")
        .post("/api/v1/attempts/" + lease.attemptId() + "/metrics")
        .then()
        .statusCode(400);
    complete(
            lease,
            completion(Outcome.FAILED, List.of(), List.of(point("loss", "NaN"), point("b", "1"))))
        .then()
        .statusCode(204);
    assertThat(run(lease).getString("attempts[0].detail")).contains("1 metric points");
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
    complete(train, ok(train, "1")).then().statusCode(204);
    Lease evaluate = again(train);
    assertThat(evaluate.trusted()).isTrue();
    assertThat(evaluate.inputs())
        .extracting(Lease.Input::path)
        .containsExactly("model/weights.bin");
    assertThat(evaluate.workspace()).isNotEqualTo(train.workspace());
    assertThat(train.sealed()).containsExactly("evaluator/**");
    assertThat(evaluate.sealed()).isEmpty();
    assertThat(train.limits().wallClockSeconds()).isEqualTo(120);
    complete(evaluate, ok(evaluate, "0.5")).then().statusCode(204);
    assertThat(run(train).getList("measurements.value")).containsExactly("0.5");
  }

  @Test
  void artifactsOutsideOfWhatTheStageProducesAreRefused() {
    Lease lease = leaseOf("escape");
    byte[] bytes = Json.utf8("x");
    upload(lease, Json.digest(bytes), bytes).then().statusCode(200);
    for (String path :
        List.of(
            "evaluator/Evaluate.java",
            "model/../evaluator/x",
            "/etc/passwd",
            "model//x",
            "model/\0",
            "model/./x")) {
      complete(
              lease,
              completion(
                  Outcome.SUCCEEDED, List.of(new Artifact(path, Json.digest(bytes), 1)), List.of()))
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/artifacts/0/path"));
    }
    complete(
            lease,
            completion(
                Outcome.SUCCEEDED,
                List.of(new Artifact("model/x", Json.digest(Json.utf8("never sent")), 1)),
                List.of()))
        .then()
        .statusCode(400)
        .body("detail", containsString("Upload"));
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
    complete(train, ok(train, "1")).then().statusCode(204);
    Lease evaluate = again(train);
    log(evaluate, 0, "sample 17 is wrong").then().statusCode(200);
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
    complete(lease, completion).then().statusCode(204);
    complete(lease, completion).then().statusCode(204);
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
    complete(first, ok(first, "1")).then().statusCode(204);
    Lease evaluate = worker.mustLease(program);
    assertThat(evaluate.runId()).isEqualTo(first.runId());
    assertThat(worker.leaseOf(program)).isEmpty();
    complete(evaluate, ok(evaluate, "0.5")).then().statusCode(204);
    assertThat(worker.mustLease(program).runId()).isNotIn(first.runId(), second.runId());
  }

  @Test
  void onlyRegisteredWorkersGetLeases() {
    workerToken()
        .contentType(ContentType.JSON)
        .body("{\"worker\":\"nobody\",\"waitSeconds\":0}")
        .post("/api/v1/attempts/lease")
        .then()
        .statusCode(409)
        .body("type", equalTo("https://loopgate.dev/problems/unknown-worker"));
    researcher()
        .contentType(ContentType.JSON)
        .body("{\"worker\":\"protocol\",\"waitSeconds\":0}")
        .post("/api/v1/attempts/lease")
        .then()
        .statusCode(403);
    workerToken()
        .contentType(ContentType.JSON)
        .body("{\"worker\":\"protocol\",\"waitSeconds\":31}")
        .post("/api/v1/attempts/lease")
        .then()
        .statusCode(400);
    workerToken()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/attempts/lease")
        .then()
        .statusCode(400);
    workerToken()
        .contentType(ContentType.JSON)
        .body("{\"name\":\"a b\",\"machine\":\"m\",\"isolation\":\"PROCESS\",\"slots\":1}")
        .put("/api/v1/workers/a%20b")
        .then()
        .statusCode(400);
    researcher().get("/api/v1/workers").then().statusCode(200);
  }

  @Test
  void badAddressesAndValuesGetProblemDocuments() {
    researcher().get("/api/v1/experiments/nothing-1").then().statusCode(404);
    researcher().get("/api/v1/experiments/%00").then().statusCode(404);
    researcher().get("/api/v1/experiments/" + UUID.randomUUID()).then().statusCode(404);
    researcher().get("/api/v1/experiments?limit=0").then().statusCode(400);
    researcher().get("/api/v1/experiments?limit=99999999999").then().statusCode(400);
    researcher().get("/api/v1/experiments?state=SLEEPING").then().statusCode(400);
    researcher().get("/api/v1/experiments?cursor=x").then().statusCode(400);
    assertThat(researcher().get("/api/v1/experiments?program=%00").statusCode()).isLessThan(500);
    researcher().get("/api/v1/runs/no-uuid").then().statusCode(400);
    researcher().get("/api/v1/runs/" + UUID.randomUUID()).then().statusCode(404);
    researcher()
        .get("/api/v1/experiments/" + UUID.randomUUID() + "/runs?cursor=7")
        .then()
        .statusCode(400);
    researcher().get("/api/v1/artifacts/..%2f..%2fetc").then().statusCode(400);
    researcher().get("/api/v1/attempts/" + UUID.randomUUID() + "/log").then().statusCode(404);
    Lease lease = leaseOf("values");
    for (String body : List.of("", "null", "{}", "[]", "{\"outcome\":\"WON\"}", "\0")) {
      with(lease)
          .contentType(ContentType.JSON)
          .body(body)
          .post("/api/v1/attempts/" + lease.attemptId() + "/completion")
          .then()
          .statusCode(400);
    }
    String run = "/api/v1/runs/" + lease.runId() + "/tags";
    researcher()
        .contentType(ContentType.JSON)
        .body("{\"key\":\"a\\u0000\",\"value\":\"1\"}")
        .post(run)
        .then()
        .statusCode(400);
    researcher()
        .contentType(ContentType.JSON)
        .body("{\"key\":\"a\",\"value\":\"1\"}")
        .post(run)
        .then()
        .statusCode(200)
        .body("tags.a", equalTo("1"));
    researcher()
        .get("/api/v1/experiments/" + lease.experimentId() + "/evidence")
        .then()
        .statusCode(409);
    researcher()
        .get("/api/v1/experiments?kind=BASELINE&limit=1")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1));
  }

  private Lease leaseOf(String program) {
    ScriptedProgram applied = program(program).apply();
    return worker.mustLease(applied);
  }

  /** The next lease of the same run; other runs wait meanwhile. */
  private Lease again(Lease lease) {
    Lease[] found = new Lease[1];
    eventually(
        "another attempt",
        () -> {
          Optional<Lease> next = worker.lease();
          next.filter(n -> n.runId().equals(lease.runId())).ifPresent(n -> found[0] = n);
          return found[0] != null;
        });
    return found[0];
  }

  private boolean heartbeatWithoutExtending(Lease lease) {
    return run(lease).getString("attempts[0].state").equals("LOST");
  }

  private static JsonPath run(Lease lease) {
    return researcher()
        .get("/api/v1/runs/" + lease.runId())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath history(Lease lease, String key) {
    return researcher()
        .get("/api/v1/runs/" + lease.runId() + "/metrics/" + key)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Response postMetrics(Lease lease, List<MetricPoint> points) {
    return with(lease)
        .contentType(ContentType.JSON)
        .body(Json.write(points))
        .post("/api/v1/attempts/" + lease.attemptId() + "/metrics");
  }

  private static Response log(Lease lease, long offset, String text) {
    return with(lease)
        .contentType("application/octet-stream")
        .body(Json.utf8(text))
        .post("/api/v1/attempts/" + lease.attemptId() + "/log?offset=" + offset);
  }
}
