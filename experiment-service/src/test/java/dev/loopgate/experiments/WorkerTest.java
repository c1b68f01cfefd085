package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.with;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.wire.json.Json;
import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A registered worker that talks to the service step by step. */
abstract class WorkerTest extends ServiceTest {
  @Inject AgroalDataSource dataSource;
  ScriptedWorker worker;

  @BeforeEach
  void registerWorker() {
    worker = new ScriptedWorker("protocol", Isolation.PROCESS);
  }

  Lease leaseOf(String program) {
    ScriptedProgram applied = program(program).apply();
    return worker.mustLease(applied);
  }

  /** The next lease of the same run; other runs wait meanwhile. */
  Lease again(Lease lease) {
    Lease[] found = new Lease[1];
    Eventually.holds(
        "another attempt",
        () -> {
          Optional<Lease> next = worker.lease();
          next.filter(n -> n.runId().equals(lease.runId())).ifPresent(n -> found[0] = n);
          return found[0] != null;
        });
    return found[0];
  }

  /** Lets a lease end then, so that no test has to wait for it. */
  void letExpire(Lease lease, Instant when) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update attempt set expires_at = ? where id = ?")) {
      update.setTimestamp(1, Timestamp.from(when));
      update.setObject(2, lease.attemptId());
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonPath run(Lease lease) {
    return researcher()
        .get("/api/v1/runs/" + lease.runId())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static JsonPath history(Lease lease, String key) {
    return researcher()
        .get("/api/v1/runs/" + lease.runId() + "/metrics/" + key)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("items");
  }

  static Response postMetrics(Lease lease, List<MetricPoint> points) {
    return with(lease)
        .contentType(ContentType.JSON)
        .body(Json.write(points))
        .post("/api/v1/attempts/" + lease.attemptId() + "/metrics");
  }

  static Response log(Lease lease, long offset, String text) {
    return with(lease)
        .contentType("application/octet-stream")
        .body(Json.utf8(text))
        .post("/api/v1/attempts/" + lease.attemptId() + "/log?offset=" + offset);
  }
}
