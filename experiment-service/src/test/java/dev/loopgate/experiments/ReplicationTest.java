package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplicationTest extends WorkerTest {
  @Test
  void stageThatReplicatesGoesToAnotherMachine() {
    ScriptedWorker alone = new ScriptedWorker("alone", "machine-7", Isolation.PROCESS, "rare");
    ScriptedProgram program = program("replicated");
    program.replicate = true;
    program.concurrentRuns = 1;
    program.apply();
    assertThat(alone.leaseOf(program)).as("a class with one machine").isEmpty();
    ScriptedWorker far = new ScriptedWorker("far", "machine-2", Isolation.PROCESS, null);
    Lease train = worker.mustLease(program);
    ScriptedWorker.report(train, ok(train, "1"));

    assertThat(worker.leaseOf(program)).isEmpty();
    assertThat(new ScriptedWorker("twin", Isolation.PROCESS).leaseOf(program)).isEmpty();
    Lease evaluate = far.mustLease(program);
    assertThat(evaluate.runId()).isEqualTo(train.runId());
    ScriptedWorker.report(evaluate, ok(evaluate, "0.5"));
  }

  @Test
  void machineOfALostTryMeasuredNothingAndMayReplicate() {
    ScriptedProgram program = program("replicated-lost");
    program.replicate = true;
    program.concurrentRuns = 1;
    program.apply();
    ScriptedWorker far = new ScriptedWorker("far", "machine-2", Isolation.PROCESS, null);
    Lease lost = far.mustLease(program);
    ScriptedWorker.report(lost, completion(Outcome.LOST, List.of(), List.of()));
    Lease train = worker.mustLease(program);
    ScriptedWorker.report(train, ok(train, "1"));

    assertThat(worker.leaseOf(program)).isEmpty();
    assertThat(far.mustLease(program).stage()).isEqualTo("evaluate");
  }

  @Test
  void bothArmsOfAPairGoToOneClassOfWorkers() {
    ScriptedProgram program = program("classes").apply();
    ScriptedWorker fast = new ScriptedWorker("fast", "machine-2", Isolation.BUBBLEWRAP, "fast");
    Idea idea = program.propose();
    program.clear(idea);
    worker.workUntil(
        () -> hasState(idea.key(), "REGISTERED"),
        lease -> ok(lease, "0.8" + lease.environment().get("LOOPGATE_SEED").charAt(0)));
    program.log(
        experiment(idea.key()).getString("id"),
        experiment(idea.key()).getString("registrationDigest"));
    waitForState(idea.key(), "RUNNING");

    Lease first = fast.mustLease(program);
    Lease other = worker.mustLease(program);
    assertThat(seed(other)).as("a pair of its own").isNotEqualTo(seed(first));
    Lease second = fast.mustLease(program);
    assertThat(seed(second)).isEqualTo(seed(first));
    assertThat(second.arm()).isNotEqualTo(first.arm());
    assertThat(fast.leaseOf(program)).isEmpty();
    ScriptedWorker.report(other, ok(other, "1"));
    assertThat(fast.leaseOf(program)).as("all stages of a run").isEmpty();
    assertThat(worker.mustLease(program).arm()).isNotNull();
  }

  @Test
  void lostAttemptBindsItsPairToNoClass() {
    ScriptedProgram program = program("lost-class");
    program.concurrentRuns = 1;
    program.apply();
    ScriptedWorker fast = new ScriptedWorker("fast", "machine-2", Isolation.BUBBLEWRAP, "fast");
    Lease lost = fast.mustLease(program);
    ScriptedWorker.report(lost, completion(Outcome.LOST, List.of(), List.of()));
    assertThat(worker.mustLease(program).runId()).isEqualTo(lost.runId());
  }

  @Test
  void nameOfALiveWorkerIsNotForAnotherMachine() throws SQLException {
    new ScriptedWorker("unique", "machine-1", Isolation.PROCESS, "gpu");
    ScriptedWorker.register("unique", "machine-2", Isolation.PROCESS, null)
        .then()
        .statusCode(409)
        .body("type", equalTo("https://loopgate.dev/problems/name-taken"))
        .body("detail", containsString("another machine"));
    ScriptedWorker.register("unique", "machine-1", Isolation.BUBBLEWRAP, null)
        .then()
        .statusCode(200)
        .body("workerClass", equalTo("default"));
    sawLast("unique", Instant.now().minusSeconds(61));
    ScriptedWorker.register("unique", "machine-2", Isolation.PROCESS, "gpu")
        .then()
        .statusCode(200)
        .body("workerClass", equalTo("gpu"));
    ScriptedWorker.register("unique", "machine-2", Isolation.PROCESS, "no class")
        .then()
        .statusCode(400);
  }

  @Test
  void workerThatIsBusyWithALongStageKeepsItsName() throws SQLException {
    Lease lease = leaseOf("busy");
    sawLast("protocol", Instant.now().minusSeconds(300));
    ScriptedWorker.with(lease)
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
        .then()
        .statusCode(200);
    ScriptedWorker.register("protocol", "elsewhere", Isolation.PROCESS, null)
        .then()
        .statusCode(409);
  }

  @Test
  void experimentSaysWhyNoWorkerWillDo() {
    ScriptedProgram program = program("blocked").apply();
    Idea idea = program.propose();
    program.clear(idea, Isolation.HARDENED);
    waitForState(idea.key(), "WAITING_FOR_BASELINE");
    assertThat(experiment(idea.key()).getString("blockedBy"))
        .startsWith("The clearance demands HARDENED isolation; the strongest worker here offers");
    assertThat(
            researcher()
                .get("/api/v1/experiments?program=blocked&kind=BASELINE")
                .jsonPath()
                .getString("items[0].blockedBy"))
        .isNull();
  }

  private void sawLast(String worker, Instant when) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement("update worker set last_seen_at = ? where name = ?")) {
      update.setTimestamp(1, java.sql.Timestamp.from(when));
      update.setString(2, worker);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static String seed(Lease lease) {
    return lease.environment().get("LOOPGATE_SEED");
  }
}
