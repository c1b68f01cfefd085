package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.complete;
import static dev.loopgate.experiments.ScriptedWorker.completion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * A verdict depends on what was observed for which seed and on nothing else. All that the service
 * knows between two reports is in its database, so a report that dies and comes again stands for a
 * service that was killed and started again.
 */
@QuarkusTest
class OrderOfReportsTest extends LoopTest {
  @Inject AgroalDataSource dataSource;

  @Test
  void orderRepetitionAndDeathChangeNoVerdict() {
    JsonPath plain = judged("in-order", held -> 0, this::report);

    assertThat(plain.getString("verdict.outcome")).isEqualTo("IMPROVED");
    assertThat(plain.getInt("verdict.pairs")).isGreaterThan(4);
    Random random = new Random(7);
    assertSame(plain, judged("last-first", held -> held.size() - 1, this::report));
    assertSame(plain, judged("repeated", held -> random.nextInt(held.size()), this::reportTwice));
    assertSame(plain, judged("lost", held -> random.nextInt(held.size()), this::loseOnce));
    assertSame(plain, judged("killed", held -> random.nextInt(held.size()), this::dieAndReport));
  }

  /** The verdict file of an idea whose reports come in the order that is picked. */
  private JsonPath judged(String name, ToIntFunction<List<Lease>> pick, Consumer<Lease> reporting) {
    ScriptedProgram program = program("order-" + name).apply();
    Idea idea = running(program, LoopTest::measured);
    List<Lease> held = new ArrayList<>();
    while (!is(idea, "CONCLUDED")) {
      worker
          .leaseOf(program)
          .ifPresentOrElse(
              held::add,
              () -> {
                Lease next = held.remove(pick.applyAsInt(held));
                reporting.accept(next);
              });
    }
    return evidence(idea);
  }

  private void report(Lease lease) {
    ScriptedWorker.report(lease, measured(lease));
  }

  private void reportTwice(Lease lease) {
    Completion report = measured(lease);
    ScriptedWorker.report(lease, report);
    ScriptedWorker.report(lease, report);
  }

  private final Set<String> lost = new HashSet<>();

  private void loseOnce(Lease lease) {
    if (lost.add(lease.runId() + lease.stage())) {
      ScriptedWorker.report(lease, completion(Outcome.LOST, List.of(), List.of()));
    } else {
      report(lease);
    }
  }

  /** Measurements die after they were written and before they were committed, then come again. */
  private void dieAndReport(Lease lease) {
    if (lease.trusted()) {
      assertThat(killedOnTheWay(lease, measured(lease)).statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(state(lease.attemptId(), lease.runId())).isEqualTo("LEASED");
    }
    report(lease);
  }

  private static String state(UUID attempt, UUID run) {
    return researcher()
        .get("/api/v1/runs/" + run)
        .jsonPath()
        .getString("attempts.find { it.id == '%s' }.state".formatted(attempt));
  }

  private Response killedOnTheWay(Lease lease, Completion report) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      statement.execute("lock table run in exclusive mode");
      CompletableFuture<Response> answer =
          CompletableFuture.supplyAsync(() -> complete(lease, report), executor);
      Eventually.holds("the report waits", () -> kill(statement));
      connection.rollback();
      return answer.join();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean kill(Statement statement) {
    try (ResultSet killed =
        statement.executeQuery(
            """
            select pg_terminate_backend(pid) from pg_locks
            where not granted and relation = 'run'::regclass
            """)) {
      return killed.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
