package dev.loopgate.experiments;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.LightClient;
import dev.loopgate.testkit.LightClient.Answer;
import dev.loopgate.wire.json.Json;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A worker that does over HTTP what a test tells it. */
final class ScriptedWorker {
  private static final byte[] MODEL = Json.utf8("a model");

  private static final LightClient HTTP = new LightClient(ServiceTest.WORKER);

  private final String name;

  ScriptedWorker(String name, Isolation isolation) {
    this(name, "machine", isolation, null);
  }

  ScriptedWorker(String name, String machine, Isolation isolation, String workerClass) {
    this.name = name;
    register(name, machine, isolation, workerClass).then().statusCode(200);
  }

  static Response register(String name, String machine, Isolation isolation, String workerClass) {
    return ServiceTest.workerToken()
        .contentType(ContentType.JSON)
        .body(new WorkerRegistration(name, machine, isolation, 2, workerClass))
        .put("/api/v1/workers/" + name);
  }

  Optional<Lease> lease() {
    Answer answer = HTTP.post("/api/v1/attempts/lease", new LeaseRequest(name, 0), Map.of());
    return answer.status() == 204
        ? Optional.empty()
        : Optional.of(Json.read(answer.expect(200).body(), Lease.class));
  }

  /** A lease of this program; what other tests left over is ended on the way. */
  Optional<Lease> leaseOf(ScriptedProgram program) {
    for (Optional<Lease> lease = lease(); lease.isPresent(); lease = lease()) {
      if (program.owns(lease.get().workspace())) {
        return lease;
      }
      report(lease.get(), failed());
    }
    return Optional.empty();
  }

  Lease mustLease(ScriptedProgram program) {
    Lease[] lease = new Lease[1];
    Eventually.holds(
        "a lease of " + program.name,
        () -> {
          leaseOf(program).ifPresent(found -> lease[0] = found);
          return lease[0] != null;
        });
    return lease[0];
  }

  /** Works until the condition holds. */
  void workUntil(BooleanSupplier done, Function<Lease, Completion> script) {
    workUntil(Eventually.LONGEST, done, script);
  }

  void workUntil(Duration longest, BooleanSupplier done, Function<Lease, Completion> script) {
    Eventually.value(
        "the work ends", longest, () -> !workOn(script) && done.getAsBoolean() ? done : null);
  }

  /** Does what there is to do now; false when there was nothing. */
  private boolean workOn(Function<Lease, Completion> script) {
    Optional<Lease> lease = lease();
    boolean any = lease.isPresent();
    for (; lease.isPresent(); lease = lease()) {
      report(lease.get(), script.apply(lease.get()));
    }
    return any;
  }

  static RequestSpecification with(Lease lease) {
    return ServiceTest.workerToken().header("Run-Token", lease.runToken());
  }

  /** A completion that is taken. */
  static void report(Lease lease, Completion completion) {
    HTTP.post(
            "/api/v1/attempts/" + lease.attemptId() + "/completion",
            completion,
            Map.of("Run-Token", lease.runToken()))
        .expect(204);
  }

  static Response complete(Lease lease, Completion completion) {
    return with(lease)
        .contentType(ContentType.JSON)
        .body(Json.write(completion))
        .post("/api/v1/attempts/" + lease.attemptId() + "/completion");
  }

  static Response upload(Lease lease, String digest, byte[] bytes) {
    return with(lease)
        .contentType("application/octet-stream")
        .body(bytes)
        .put("/api/v1/artifacts/" + digest + "?attempt=" + lease.attemptId());
  }

  /** A good training run, or a good evaluation with this accuracy. */
  static Completion ok(Lease lease, String accuracy) {
    if (lease.trusted()) {
      return completion(Outcome.SUCCEEDED, List.of(), List.of(point("accuracy", accuracy)));
    }
    String digest = Json.digest(MODEL);
    upload(lease, digest, MODEL).then().statusCode(200);
    return completion(
        Outcome.SUCCEEDED,
        List.of(new Artifact("model/weights.bin", digest, MODEL.length)),
        List.of());
  }

  static Completion failed() {
    return completion(Outcome.FAILED, List.of(), List.of());
  }

  static Completion completion(
      Outcome outcome, List<Artifact> artifacts, List<MetricPoint> metrics) {
    return new Completion(
        outcome,
        0,
        10,
        Isolation.PROCESS,
        "it ended",
        artifacts,
        metrics,
        Map.of("rate", "1"),
        List.of());
  }

  /** The same report with a tripwire that fired. */
  static Completion flagged(Completion report, String kind, String evidence) {
    return new Completion(
        report.outcome(),
        report.exitCode(),
        report.durationMillis(),
        report.isolation(),
        report.detail(),
        report.artifacts(),
        report.metrics(),
        report.params(),
        List.of(new Flag(kind, evidence)));
  }

  /** A good training run that makes these bytes and claims that accuracy. */
  static Completion trained(Lease lease, String bytes, String claim) {
    byte[] model = Json.utf8(bytes);
    String digest = Json.digest(model);
    upload(lease, digest, model).then().statusCode(200);
    return completion(
        Outcome.SUCCEEDED,
        List.of(new Artifact("model/weights.bin", digest, model.length)),
        claim == null ? List.of() : List.of(point("accuracy", claim)));
  }

  static MetricPoint point(String key, String value) {
    return new MetricPoint(key, value, null);
  }
}
