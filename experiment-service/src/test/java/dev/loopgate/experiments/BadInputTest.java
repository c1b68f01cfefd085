package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.complete;
import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.point;
import static dev.loopgate.experiments.ScriptedWorker.upload;
import static dev.loopgate.experiments.ScriptedWorker.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BadInputTest extends WorkerTest {
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
    with(lease)
        .contentType(ContentType.JSON)
        .body(
            Json.write(completion(Outcome.FAILED, List.of(), List.of()))
                .replace("\"durationMillis\":10", "\"durationMillis\":-1"))
        .post("/api/v1/attempts/" + lease.attemptId() + "/completion")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/durationMillis"));
    for (String query : List.of("", "?program=values&cursor=x", "?program=values&limit=0")) {
      researcher().get("/api/v1/experiments/replications" + query).then().statusCode(400);
    }
    researcher()
        .queryParam("program", "\0")
        .get("/api/v1/experiments/replications")
        .then()
        .statusCode(400);
    researcher().get("/api/v1/experiments/replications?program=nothing").then().statusCode(404);
    researcher().get("/api/v1/experiments/replications-1").then().statusCode(404);
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
}
