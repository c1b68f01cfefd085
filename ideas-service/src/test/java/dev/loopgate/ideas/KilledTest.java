package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.ideas.decision.Decisions;
import dev.loopgate.ideas.intent.CarriesOut;
import dev.loopgate.ideas.intent.Intent;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that dies after any step of what makes a generation. The test has the turn, as the
 * process that dies has it, and does the first steps; then the turn is free, as it is after a
 * death, and the service begins anew.
 */
@QuarkusTest
@NullUnmarked
class KilledTest extends ServiceTest {
  private static final String OPERATOR = TestTokens.human("oscar@local", Role.OPERATOR);

  @Inject Turns turns;
  @Inject Decisions decisions;
  @Inject AgroalDataSource dataSource;

  @Inject @All List<CarriesOut> carriers;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anAdoptionIsCarriedOutOnceWhereverItBroke(int steps) throws Exception {
    String program = newProgram();
    JsonPath winner = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    JsonPath other = proposed(program, 1, Map.of("src/Train.java", "class Train {}\n"));
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(winner, Verdict.Outcome.IMPROVED, 0.03));
    await(() -> idea(winner).get("verdict"));

    dieAfter(steps, program, AdoptionTest.decision(winner, Outcome.ADOPT));

    await(() -> "SUPERSEDED".equals(idea(other).getString("status")) ? other : null);
    assertThat(idea(winner).getString("status")).isEqualTo("ADOPTED");
    assertThat(feed("idea.proposed", program)).hasSize(3);
    assertOneMore(program, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void openIdeasAreRepeatedOnceWhereverLayingThemOntoTheNewGenerationBroke(int steps)
      throws Exception {
    String program = newProgram();
    JsonPath winner = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    JsonPath first = proposed(program, 1, Map.of("src/Train.java", "class Train {}\n"));
    JsonPath second = proposed(program, 1, Map.of("src/Train.java", "class Train { }\n"));
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(winner, Verdict.Outcome.IMPROVED, 0.03));
    await(() -> idea(winner).get("verdict"));

    dieRebasingAfter(steps, program, AdoptionTest.decision(winner, Outcome.ADOPT));

    for (JsonPath open : List.of(first, second)) {
      await(() -> "SUPERSEDED".equals(idea(open).getString("status")) ? open : null);
      assertThat(
              as(RESEARCHER)
                  .get("/api/v1/ideas/" + idea(open).getString("rebasedAs"))
                  .jsonPath()
                  .getString("status"))
          .isEqualTo("OPEN");
    }
    assertThat(feed("idea.proposed", program)).hasSize(5);
    assertOneMore(program, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aRuleChangeIsCarriedOutOnceWhereverItBroke(int steps) throws Exception {
    String program = newProgram();
    JsonPath open = proposed(program, 1, Map.of("src/Train.java", "class Train {}\n"));
    Map<String, String> files = new HashMap<>(files());
    files.put("evaluator/Evaluate.java", "class Evaluate { int holes = 0; }\n");
    JsonPath asked = apply(program(program), upload(files)).then().extract().jsonPath();
    UUID id = UUID.fromString(asked.getString("ruleChange.id"));

    dieAfter(
        steps,
        program,
        decision(ReviewKind.RULE_CHANGE, Outcome.CHANGE_RULES, id, program + "-rules-1"));

    await(() -> "SUPERSEDED".equals(idea(open).getString("status")) ? open : null);
    assertThat(feed("program.applied", program)).hasSize(2);
    assertThat(feed("rule-change.closed", program)).hasSize(1);
    assertOneMore(program, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aRollbackIsCarriedOutOnceWhereverItBroke(int steps) throws Exception {
    String program = newProgram();
    adopt(proposed(program, 1, Map.of("config.json", config("0.05", "0.2"))));
    JsonPath open = proposed(program, 2, Map.of("src/Train.java", "class Train {}\n"));
    JsonPath asked =
        send(
                OPERATOR,
                "/api/v1/programs/" + program + "/rollbacks",
                Map.of("toGeneration", 1, "reason", "It forgets the sevens."))
            .jsonPath();
    UUID id = UUID.fromString(asked.getString("id"));

    dieAfter(
        steps,
        program,
        decision(ReviewKind.ROLLBACK, Outcome.ROLL_BACK, id, asked.getString("key")));

    await(() -> "SUPERSEDED".equals(idea(open).getString("status")) ? open : null);
    assertThat(feed("rollback.closed", program)).hasSize(1);
    assertOneMore(program, 3);
  }

  private void dieAfter(int steps, String program, DecisionMade decision) {
    try (Turn turn = turns.take(program)) {
      reviews.tell(DecisionMade.TYPE, "x", decision);
      Intent intent = await(() -> intent(program));
      Plan.Course course = (Plan.Course) decisions.plan(intent);
      assertThat(course.steps()).hasSize(5);
      course.steps().subList(0, steps).forEach(Runnable::run);
      turn.requireHeld();
    }
  }

  /** Adopts, and dies in what an adoption becomes then. */
  private void dieRebasingAfter(int steps, String program, DecisionMade decision) {
    try (Turn turn = turns.take(program)) {
      reviews.tell(DecisionMade.TYPE, "x", decision);
      Intent intent = await(() -> intent(program));
      Plan.Course adoption = (Plan.Course) decisions.plan(intent);
      adoption.steps().forEach(Runnable::run);
      Intent rebase = QuarkusTransaction.requiringNew().call(() -> settle(intent, adoption));
      Plan.Course course = (Plan.Course) rebaseOpenIdeas().plan(rebase);
      assertThat(course.steps()).hasSize(2);
      course.steps().subList(0, steps).forEach(Runnable::run);
      turn.requireHeld();
    }
  }

  private Intent settle(Intent intent, Plan.Course adoption) {
    assertThat(adoption.settle().get()).isEqualTo(Plan.Next.REBASE);
    become(intent, IntentKind.REBASE);
    return new Intent(
        intent.seq(), intent.programId(), intent.program(), IntentKind.REBASE, "{}", 0, null);
  }

  private void become(Intent intent, IntentKind kind) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update intent set kind = ?, data = '{}'::jsonb where seq = ?")) {
      update.setString(1, kind.name());
      update.setLong(2, intent.seq());
      assertThat(update.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private CarriesOut rebaseOpenIdeas() {
    return carriers.stream().filter(c -> c.kind() == IntentKind.REBASE).findFirst().orElseThrow();
  }

  /** The newest generation is the one that git has, once, on top of the one before. */
  private void assertOneMore(String program, int number) throws Exception {
    JsonPath generations = as(RESEARCHER).get("/api/v1/generations?program=" + program).jsonPath();
    List<String> commits = generations.getList("items.commit");
    assertThat(generations.getList("items")).hasSize(number);
    assertThat(feed("generation.advanced", program)).hasSize(number);
    assertThat(intent(program)).isNull();
    try (Git git = Git.open(data.resolve("git").resolve(program + ".git").toFile())) {
      var repository = git.getRepository();
      String tag = "refs/tags/" + program + "/generation-" + number;
      assertThat(repository.resolve(tag + "^{commit}").name()).isEqualTo(commits.getFirst());
      assertThat(repository.resolve("refs/heads/main").name()).isEqualTo(commits.getFirst());
      assertThat(repository.resolve(tag + "^{commit}^1").name()).isEqualTo(commits.get(1));
    }
  }

  private Intent intent(String program) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select i.seq, i.program_id, i.kind, i.data::text
                from intent i
                join program p on p.id = i.program_id
                where p.name = ?
                order by i.seq
                limit 1
                """)) {
      select.setString(1, program);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? read(row, program) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Intent read(ResultSet row, String program) throws SQLException {
    return new Intent(
        row.getLong(1),
        row.getObject(2, UUID.class),
        program,
        IntentKind.valueOf(row.getString(3)),
        row.getString(4),
        0,
        null);
  }
}
