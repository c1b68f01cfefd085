package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import dev.loopgate.wire.json.Json;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A remote that does not answer holds up nothing but what must be published to it. */
@QuarkusTest
@QuarkusTestResource(value = GitServerResource.class, restrictToAnnotatedClass = true)
@NullUnmarked
class SlowRemoteTest extends ServiceTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final int MANY = 500;

  GitServer remote;
  @Inject AgroalDataSource dataSource;
  @Inject Turns turns;

  @Test
  void anAdoptionWithManyOpenIdeasAndASlowRemoteHoldsUpNothingElse() throws Exception {
    String program = newProgram();
    String other = newProgram();
    JsonPath winner = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    JsonPath judged = proposed(program, 1, Map.of("config.json", config("0.05", "0.3")));
    JsonPath elsewhere = proposed(other, 1, Map.of("config.json", config("0.05", "0.2")));
    openIdeas(program, MANY);
    concluded(winner, Verdict.Outcome.IMPROVED);
    await(() -> idea(winner).get("verdict"));
    remote.hold(program);
    adoptionOf(winner);
    await(() -> remote.isWaiting(program) ? program : null);

    reviews.tell(
        DecisionMade.TYPE, "x", AdoptionTest.decision(elsewhere, DecisionMade.Outcome.REJECT));
    atOnce("a decision on another program", () -> is(elsewhere, "REJECTED"));
    concluded(judged, Verdict.Outcome.NOT_SHOWN);
    atOnce("a verdict of the same program", () -> is(judged, "NOT_IMPROVED"));
    tell(program, State.FREEZING);
    atOnce("a stop of the same program", () -> isStopped(program));

    assertThat(remote.isWaiting(program)).as("the push is still under way").isTrue();
    remote.letGo(program);
    awaitTurn(program);
    assertThat(generation(program)).as("what is stopped does not move").isEqualTo(1);

    tell(program, State.RESUMED);
    await(() -> rebased(program) > 0 ? program : null);
    tell(program, State.FREEZING, "again");
    atOnce("a stop while ideas are rebased", () -> isStopped(program));
    awaitTurn(program);
    int before = rebased(program);
    assertThat(before).isLessThan(MANY);
    tell(program, State.RESUMED, "again");
    await(() -> rebased(program) > before ? program : null);

    assertThat(is(winner, "ADOPTED")).isTrue();
    assertThat(feed("generation.advanced", program)).hasSize(2);
    assertThat(feed("idea.proposed", program)).hasSizeGreaterThan(before);
    tell(program, State.FREEZING, "for good");
  }

  @Test
  void aBrokenRemoteIsTriedUntilItAnswersAndItsProgramAloneWaits() throws Exception {
    String program = newProgram();
    String other = newProgram();
    JsonPath winner = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    JsonPath elsewhere = proposed(other, 1, Map.of("config.json", config("0.05", "0.2")));
    concluded(winner, Verdict.Outcome.IMPROVED);
    await(() -> idea(winner).get("verdict"));
    remote.breakDown(program);
    adoptionOf(winner);

    adopt(elsewhere);

    await(() -> health(program).contains("rejected") ? program : null);
    assertThat(is(winner, "OPEN")).isTrue();
    propose(RESEARCHER, idea(program, Map.of("src/Train.java", "class T {}\n")))
        .then()
        .statusCode(500);
    assertThat(feed("idea.proposed", program)).as("nothing is lost that was told").hasSize(1);
    remote.mend(program);
    await(() -> is(winner, "ADOPTED") ? winner : null);
    try (Repository repository = remote.open(program)) {
      assertThat(repository.resolve("refs/tags/" + program + "/generation-2^{commit}").name())
          .isEqualTo(commit(program, 2));
    }
    assertThat(health(program)).isEmpty();
  }

  @Test
  void anIdeaIsAnsweredWhenItIsPublishedAndOnceForItsKey() throws Exception {
    String program = newProgram();
    Map<String, Object> body = idea(program, Map.of("config.json", config("0.05", "0.2")));
    remote.hold(program);
    try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> request = () -> proposeWithKey("key-" + program, body);
      Future<String> first = requests.submit(request);
      Future<String> second = requests.submit(request);
      await(() -> remote.isWaiting(program) ? program : null);
      assertThat(first.isDone() || second.isDone()).isFalse();
      assertThat(feed("idea.proposed", program)).isEmpty();

      remote.letGo(program);

      assertThat(first.get()).isEqualTo(program + "-1").isEqualTo(second.get());
    }
    assertThat(feed("idea.proposed", program)).hasSize(1);
    JsonPath next = proposed(program, 1, Map.of("config.json", config("0.05", "0.3")));
    assertThat(next.getString("key")).as("no number is left out").isEqualTo(program + "-2");
  }

  private static String proposeWithKey(String key, Map<String, Object> body) {
    return as(AGENT)
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(Json.write(body))
        .post("/api/v1/ideas")
        .jsonPath()
        .getString("key");
  }

  private void adoptionOf(JsonPath idea) {
    reviews.tell(DecisionMade.TYPE, "x", AdoptionTest.decision(idea, DecisionMade.Outcome.ADOPT));
  }

  private void concluded(JsonPath idea, Verdict.Outcome outcome) {
    experiments.tell(ExperimentConcluded.TYPE, "x", AdoptionTest.concluded(idea, outcome, 0.03));
  }

  /** Measured from when the fact can be read in the feed. */
  private static void atOnce(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    await(() -> condition.getAsBoolean() ? what : null);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).as(what).isLessThan(AT_ONCE);
  }

  /** Whoever wrote to the program has ended. */
  private void awaitTurn(String program) {
    try (Turn turn = turns.take(program)) {
      assertThat(turn).isNotNull();
    }
  }

  private static boolean is(JsonPath idea, String status) {
    return status.equals(idea(idea).getString("status"));
  }

  private static boolean isStopped(String program) {
    return propose(RESEARCHER, idea(program, Map.of("config.json", CONFIG)))
        .jsonPath()
        .getString("type")
        .endsWith("/stopped");
  }

  private static int generation(String program) {
    return as(RESEARCHER).get("/api/v1/programs/" + program).jsonPath().getInt("currentGeneration");
  }

  private static String commit(String program, int number) {
    return as(RESEARCHER)
        .get("/api/v1/generations?program=" + program)
        .jsonPath()
        .getString("items.find { it.number == %d }.commit".formatted(number));
  }

  private static String health(String program) {
    String said =
        io.restassured.RestAssured.get("/q/health/ready")
            .jsonPath()
            .getString("checks.find { it.name == 'intents' }.data.'%s'".formatted(program));
    return said == null ? "" : said;
  }

  private void tell(String program, State state) {
    tell(program, state, "");
  }

  private void tell(String program, State state, String which) {
    String id = as(RESEARCHER).get("/api/v1/programs/" + program).jsonPath().getString("id");
    Instant now = Instant.now();
    reviews.tell(
        StopChanged.TYPE,
        "s",
        new StopChanged(
            UUID.nameUUIDFromBytes(Json.utf8(program + which)),
            "stop-9",
            Level.FREEZE,
            state,
            UUID.fromString(id),
            program,
            "scout",
            PrincipalKind.AGENT,
            "ada@example.org",
            "it looks wrong",
            now,
            now));
  }

  /** Copies of one idea, each with another change. */
  private void openIdeas(String program, int count) throws SQLException {
    proposed(program, 1, Map.of("src/Train.java", "class Train { int a = 777777; }\n"));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into idea (id, key, number, program_id, program, program_version,
                  generation_id, generation, title, hypothesis, summary, provenance, authors,
                  changed_paths, changed_lines, patch, patch_digest, commit_id,
                  candidate_workspace, normalised_digest, status, proposed_at)
                select gen_random_uuid(), i.program || '-' || i.number + n, i.number + n,
                  i.program_id, i.program, i.program_version, i.generation_id, i.generation,
                  i.title, i.hypothesis, i.summary, i.provenance, i.authors, i.changed_paths,
                  i.changed_lines,
                  convert_to(replace(convert_from(i.patch, 'UTF8'), '777777', n::text), 'UTF8'),
                  i.patch_digest, i.commit_id, i.candidate_workspace, 'copy ' || n, i.status,
                  i.proposed_at
                from idea i, generate_series(1, ?) n
                where i.program = ? and i.number = 3
                """);
        PreparedStatement number =
            connection.prepareStatement(
                "update program set last_idea_number = 3 + ? where name = ?")) {
      insert.setInt(1, count);
      insert.setString(2, program);
      insert.executeUpdate();
      number.setInt(1, count);
      number.setString(2, program);
      number.executeUpdate();
    }
  }

  private int rebased(String program) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from idea where program = ? and rebased_from is not null")) {
      select.setString(1, program);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
