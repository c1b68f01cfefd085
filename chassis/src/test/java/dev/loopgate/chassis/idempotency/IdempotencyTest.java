package dev.loopgate.chassis.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.chassis.feed.TestPostgres;
import dev.loopgate.chassis.feed.ThreadBoundDataSource;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key is looked up first and kept last; in between, the command is alone. */
class IdempotencyTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String OPERATION = "POST /things";
  private static final Duration WEEK = Duration.ofDays(7);

  @SuppressWarnings("NullAway.Init")
  private String url;

  @BeforeEach
  void createDatabase() throws SQLException {
    url = TestPostgres.create();
  }

  @Test
  void aRetryAnswersWhatTheFirstRequestDidAndDoesNothing() {
    AtomicInteger effects = new AtomicInteger();

    String first = once("k", "body", () -> "answer " + effects.incrementAndGet());
    String second = once("k", "body", () -> "answer " + effects.incrementAndGet());

    assertThat(List.of(first, second)).containsOnly("answer 1");
    assertThat(effects).hasValue(1);
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    once("k", "body", () -> "answer");

    assertThatThrownBy(() -> once("k", "another body", () -> "answer"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("k was used for another request");
  }

  @Test
  void concurrentTwinsAnswerTheSameAndHaveOneEffect() throws Exception {
    AtomicInteger effects = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(8);
    List<Future<String>> twins = new ArrayList<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        twins.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return once("k", "body", () -> "answer " + effects.incrementAndGet());
            }));
      }
    }

    for (Future<String> twin : twins) {
      assertThat(twin.get(10, TimeUnit.SECONDS)).isEqualTo("answer 1");
    }
    assertThat(effects).hasValue(1);
  }

  @Test
  void aTwinOfARequestThatFailedDoesTheWork() {
    assertThatThrownBy(() ->
            once(
                "k",
                "body",
                () -> {
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(once("k", "body", () -> "answer")).isEqualTo("answer");
  }

  @Test
  void theTransactionHasNoPlaceInTheFeedWhenTheCommandBegins() {
    ThreadBoundDataSource database = TestPostgres.dataSource(url);

    String id =
        once(database, "k", "body", () -> read(database, "pg_current_xact_id_if_assigned()"));

    assertThat(id).isEqualTo("none");
  }

  @Test
  void keysAreForgottenAfterAWeekInBatchesAndNotBefore() throws SQLException {
    fill(2 * ForgetOldKeys.BATCH + 1, NOW.minus(WEEK).minusSeconds(1));
    fill(3, NOW.minus(WEEK));

    int forgotten = forget();

    assertThat(forgotten).isEqualTo(2 * ForgetOldKeys.BATCH + 1);
    assertThat(read(TestPostgres.dataSource(url), "(select count(*) from idempotency_key)"))
        .isEqualTo("3");
  }

  private int forget() {
    IdempotencyConfig config =
        new IdempotencyConfig() {
          @Override
          public Duration keep() {
            return WEEK;
          }

          @Override
          public Duration interval() {
            return WEEK;
          }
        };
    KeyStore store = new KeyStore(new Sql(TestPostgres.dataSource(url)));
    return new ForgetOldKeys(
            store, config, Clock.fixed(NOW, ZoneOffset.UTC), new Loops(new Ending()))
        .forget();
  }

  private void fill(int count, Instant createdAt) throws SQLException {
    TestPostgres.execute(
        url,
        """
        insert into idempotency_key (principal, key, operation, request_digest, response, created_at)
        select 'somebody', gen_random_uuid()::text, 'POST', 'digest', '1', '%s'
        from generate_series(1, %d)
        """
            .formatted(createdAt, count));
  }

  private String once(String key, String body, Supplier<String> command) {
    return once(TestPostgres.dataSource(url), key, body, command);
  }

  private static String once(
      ThreadBoundDataSource database, String key, String body, Supplier<String> command) {
    Idempotency idempotency =
        new Idempotency(new KeyStore(new Sql(database)), Clock.fixed(NOW, ZoneOffset.UTC));
    AtomicReference<String> answer = new AtomicReference<>("nothing");
    database.run(() -> {
      answer.set(
          idempotency.once(
              "somebody", key, OPERATION, Map.of("body", body), String.class, command));
      return true;
    });
    return answer.get();
  }

  private static String read(ThreadBoundDataSource database, String expression) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce((%s)::text, 'none')".formatted(expression))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
