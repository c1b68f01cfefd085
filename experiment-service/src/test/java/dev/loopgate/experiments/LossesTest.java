package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.testkit.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the world does to an attempt is never an outcome; what a stage does to the world is. */
@QuarkusTest
class LossesTest extends WorkerTest {
  @Test
  void whatIsLostTwiceWithoutAWordRunsAloneAndThenCountsAsACrash() {
    ScriptedProgram program = apply("lost-thrice");
    worker = of("thrice", "thrice-1");
    Lease guilty = worker.mustLease(program);
    Lease neighbour = worker.mustLease(program);
    lose(guilty);
    Lease second = again(program, guilty);
    lose(second);

    assertThat(worker.leaseOf(program)).as("beside a neighbour").isEmpty();
    report(neighbour, ok(neighbour, "1"));
    Lease third = worker.mustLease(program);
    assertThat(third.runId()).isEqualTo(guilty.runId());
    assertThat(third.environment()).isEqualTo(guilty.environment());
    assertThat(worker.leaseOf(program)).as("beside the one alone").isEmpty();
    lose(third);

    JsonPath run = run(guilty);
    assertThat(run.getString("state")).isEqualTo("FAILED");
    assertThat(run.getString("failure")).contains("lost 3 times", "nobody can say why");
    assertThat(run.getList("attempts.state")).containsExactly("LOST", "LOST", "LOST");
    assertThat(run.getList("attempts.flags.flatten().kind"))
        .containsExactly("UNEXPLAINED_LOSS", "UNEXPLAINED_LOSS", "UNEXPLAINED_LOSS");
  }

  @Test
  void anotherWorkerGoesOnWhileOneMakesRoom() {
    ScriptedProgram program = apply("room");
    ScriptedWorker first = of("room", "room-1");
    worker = first;
    Lease guilty = worker.mustLease(program);
    Lease neighbour = worker.mustLease(program);
    lose(guilty);
    lose(again(program, guilty));
    ScriptedWorker second = of("room", "room-2");
    assertThat(first.leaseOf(program)).isEmpty();

    Lease alone = second.mustLease(program);

    assertThat(alone.runId()).isEqualTo(guilty.runId());
    report(neighbour, ok(neighbour, "1"));
    assertThat(first.mustLease(program).runId()).isEqualTo(neighbour.runId());
    report(alone, ok(alone, "1"));
    assertThat(run(guilty).getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void whatItsWorkerExplainsNeverCounts() {
    ScriptedProgram program = apply("explained");
    worker = of("explained", "explained-1");
    Lease first = worker.mustLease(program);
    Lease lease = first;
    for (int i = 0; i < 5; i++) {
      report(lease, completion(Outcome.CANCELLED, List.of(), List.of()));
      lease = again(program, first);
    }
    assertThat(lease.environment()).isEqualTo(first.environment());
    assertThat(run(first).getList("attempts.flags.flatten()")).isEmpty();
    report(lease, ok(lease, "1"));
  }

  @Test
  void aWorkerThatIsGoneForGoodTakesNoBlameWithIt() {
    ScriptedProgram program = apply("nodes-lost");
    worker = of("nodes", "node-0");
    Lease first = worker.mustLease(program);
    Lease lease = first;
    for (int i = 1; i < 5; i++) {
      forgetThatSeen("node-" + (i - 1));
      expire(lease);
      worker = of("nodes", "node-" + i);
      lease = again(program, first);
    }
    assertThat(lease.attempt()).isEqualTo(5);
    report(lease, ok(lease, "1"));
  }

  @Test
  void aWorkerThatDiesAndComesBackDoes() {
    ScriptedProgram program = apply("comes-back");
    worker = of("back", "back-1");
    Lease first = worker.mustLease(program);
    Lease lease = first;
    for (int i = 0; i < 2; i++) {
      expire(lease);
      lease = again(program, first);
    }
    assertThat(worker.leaseOf(program)).as("beside the one alone").isEmpty();
    lose(lease);
    assertThat(run(first).getString("state")).isEqualTo("FAILED");
  }

  @Test
  void aWorkerMayExplainWhatWasTakenBackMeanwhile() {
    ScriptedProgram program = apply("late-word");
    worker = of("late", "late-1");
    Lease first = worker.mustLease(program);
    Lease lease = first;
    for (int i = 0; i < 4; i++) {
      expire(lease);
      report(lease, completion(Outcome.CANCELLED, List.of(), List.of()));
      lease = again(program, first);
    }
    report(lease, ok(lease, "1"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"TIMED_OUT", "SUCCEEDED"})
  void aBaselineThatTimesOutIsTriedOnceMoreAlone(Outcome outcome) {
    ScriptedProgram program = apply("slow-baseline-" + outcome);
    worker = of("slow" + outcome, "slow-" + outcome);
    Lease slow = worker.mustLease(program);
    report(slow, completion(Outcome.TIMED_OUT, List.of(), List.of()));
    assertThat(run(slow).getString("state")).isEqualTo("RUNNING");
    Lease alone = again(program, slow);
    assertThat(alone.environment()).isEqualTo(slow.environment());
    assertThat(worker.leaseOf(program)).isEmpty();

    boolean isSlowAgain = outcome == Outcome.TIMED_OUT;
    report(alone, isSlowAgain ? completion(outcome, List.of(), List.of()) : ok(alone, "1"));

    assertThat(run(slow).getString("state")).isEqualTo(isSlowAgain ? "FAILED" : "RUNNING");
  }

  /** Of this run; what other tests left is no neighbour of it. */
  private Lease again(ScriptedProgram program, Lease lease) {
    Lease next = worker.mustLease(program);
    assertThat(next.runId()).isEqualTo(lease.runId());
    return next;
  }

  private ScriptedProgram apply(String name) {
    return program(name.toLowerCase(Locale.ROOT).replace('_', '-')).apply();
  }

  private static ScriptedWorker of(String workerClass, String name) {
    return new ScriptedWorker(name, name, Isolation.PROCESS, workerClass);
  }

  private static void lose(Lease lease) {
    report(lease, completion(Outcome.LOST, List.of(), List.of()));
  }

  private void forgetThatSeen(String worker) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update worker set last_seen_at = now() - interval '2 minutes' where name = ?")) {
      update.setString(1, worker);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expire(Lease lease) {
    letExpire(lease, Instant.now());
    Eventually.holds(
        "the end of the lease",
        () ->
            run(lease)
                .getString("attempts.find { it.id == '%s' }.state".formatted(lease.attemptId()))
                .equals("LOST"));
  }
}
