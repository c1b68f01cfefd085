package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Requests that wait at the same time are served by one transaction. */
@QuarkusTest
@NullUnmarked
class LeasesTogetherTest extends WorkerTest {
  private static final int REQUESTS = 8;
  private static final int PLACES = 3;
  private static final int PATIENCE_SECONDS = 3;

  @Test
  void whoWaitsTogetherGetsAnAttemptOfTheirOwnAndNoMoreThanThereArePlaces() throws Exception {
    endWhatOthersLeft();
    ScriptedProgram program = program("together");
    program.concurrentRuns = PLACES;
    List<Lease> leases = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> waiting = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        waiting.add(threads.submit(LeasesTogetherTest::waitForLease));
      }
      program.apply();
      for (Future<Response> answer : waiting) {
        if (answer.get().statusCode() == 200) {
          leases.add(Json.read(answer.get().asString(), Lease.class));
        }
      }
    }
    assertThat(leases).hasSize(PLACES).allMatch(lease -> program.owns(lease.workspace()));
    assertThat(leases.stream().map(Lease::runId)).doesNotHaveDuplicates();
    assertThat(leases.stream().map(Lease::runToken)).doesNotHaveDuplicates();
    leases.forEach(lease ->
        ScriptedWorker.complete(lease, ScriptedWorker.ok(lease, "1")).then().statusCode(204));
  }

  private void endWhatOthersLeft() {
    worker
        .lease()
        .ifPresent(lease -> {
          ScriptedWorker.complete(lease, ScriptedWorker.failed());
          endWhatOthersLeft();
        });
  }

  private static Response waitForLease() {
    return workerToken()
        .contentType(ContentType.JSON)
        .body(new LeaseRequest("protocol", PATIENCE_SECONDS))
        .post("/api/v1/attempts/lease");
  }
}
