package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class RollbackTest extends ServiceTest {
  private static final String OPERATOR = TestTokens.human("oscar@local", Role.OPERATOR);

  @Test
  void olderFilesComeBackAsANewGenerationUnderTheSealedFilesOfToday() throws Exception {
    String program = newProgram();
    JsonPath adopted = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    adopt(adopted);
    changeEvaluator(program);
    JsonPath open = proposed(program, 3, Map.of("src/Train.java", "class Train {}\n"));

    JsonPath asked = ask(OPERATOR, program, 1);
    decide(asked, Outcome.ROLL_BACK);
    decide(asked, Outcome.ROLL_BACK);
    JsonPath done = await(() -> ended(program, asked));

    assertThat(asked.getString("key")).isEqualTo(program + "-rollback-1");
    assertThat(done.getString("state")).isEqualTo("APPLIED");
    assertThat(done.getInt("madeGeneration")).isEqualTo(4);
    JsonPath generations = as(RESEARCHER).get("/api/v1/generations?program=" + program).jsonPath();
    assertThat(generations.getList("items")).hasSize(4);
    assertThat(generations.getInt("items[0].rollsBackTo")).isEqualTo(1);
    assertThat(generations.getString("items[0].subjectKey")).isEqualTo(asked.getString("key"));
    assertThat(generations.getString("items[0].parentId"))
        .isEqualTo(generations.getString("items[1].id"));
    assertThat(generations.getString("items[0].evaluatorDigest"))
        .as("a rollback does not bring an old evaluator back")
        .isEqualTo(generations.getString("items[1].evaluatorDigest"))
        .isNotEqualTo(generations.getString("items[3].evaluatorDigest"));
    assertThat(generations.getString("items[0].baselineWorkspace"))
        .isEqualTo(generations.getString("items[3].baselineWorkspace"));
    assertThat(tagMessage(program, generations.getString("items[0].tag")))
        .contains("Rolls-back-to: generation 1")
        .contains("Decision: " + generations.getString("items[0].decisionId"));
    assertThat(idea(adopted).getString("status")).isEqualTo("ADOPTED");
    await(() -> "SUPERSEDED".equals(idea(open).getString("status")) ? open : null);
    assertThat(idea(open).getString("rebasedAs")).isNotNull();
    assertThat(feed("generation.advanced", program)).hasSize(4);
    assertThat(feed("rollback.closed", program)).hasSize(1);
    Map<?, ?> told = (Map<?, ?>) feed("rollback.proposed", program).getFirst().get("data");
    assertThat((List<?>) told.get("undone"))
        .isEqualTo(
            List.of(
                Map.of(
                    "generation", 2,
                    "ideaId", adopted.getString("id"),
                    "ideaKey", adopted.getString("key"))));
  }

  @Test
  void aRefusedRollbackChangesNothing() {
    String program = newProgram();
    adopt(proposed(program, 1, Map.of("config.json", config("0.05", "0.2"))));
    JsonPath asked = ask(OPERATOR, program, 1);
    decide(asked, Outcome.REJECT);

    JsonPath closed = await(() -> ended(program, asked));

    assertThat(closed.getString("state")).isEqualTo("REJECTED");
    assertThat(feed("generation.advanced", program)).hasSize(2);
  }

  @Test
  void anAdoptionInBetweenEndsTheQuestion() {
    String program = newProgram();
    adopt(proposed(program, 1, Map.of("config.json", config("0.05", "0.2"))));
    JsonPath asked = ask(OPERATOR, program, 1);
    adopt(proposed(program, 2, Map.of("src/Train.java", "class Train {}\n")));

    JsonPath closed = await(() -> ended(program, asked));
    decide(asked, Outcome.ROLL_BACK);
    JsonPath later = ask(OPERATOR, program, 2);
    decide(later, Outcome.REJECT);
    await(() -> ended(program, later));

    assertThat(closed.getString("state")).isEqualTo("SUPERSEDED");
    assertThat(feed("generation.advanced", program)).hasSize(3);
  }

  @Test
  void onlyAnOlderGenerationCanComeBackAndOnlyPeopleAsk() {
    String program = newProgram();
    adopt(proposed(program, 1, Map.of("config.json", config("0.05", "0.2"))));
    String path = "/api/v1/programs/" + program + "/rollbacks";

    for (Object number : List.of(0, -1, 2, 3, "x", 1.5)) {
      send(OPERATOR, path, Map.of("toGeneration", number, "reason", "r")).then().statusCode(400);
    }
    send(OPERATOR, path, Map.of("toGeneration", 1)).then().statusCode(400);
    send(OPERATOR, path, Map.of("toGeneration", 1, "reason", "a\0b")).then().statusCode(400);
    send(OPERATOR, path.replace(program, "nothing"), Map.of("toGeneration", 1, "reason", "r"))
        .then()
        .statusCode(404);
    for (String token : List.of(AGENT, WORKER, PEER, TestTokens.human("v", Role.REVIEWER))) {
      send(token, path, Map.of("toGeneration", 1, "reason", "r")).then().statusCode(403);
    }
    JsonPath asked = ask(OPERATOR, program, 1);
    send(RESEARCHER, path, Map.of("toGeneration", 1, "reason", "r"))
        .then()
        .statusCode(409)
        .body("detail", containsString(asked.getString("key")));
    String withdraw = path + "/" + asked.getString("key") + "/withdraw";
    send(RESEARCHER, withdraw, Map.of("reason", "r")).then().statusCode(403);
    send(OPERATOR, withdraw, Map.of("reason", "r"))
        .then()
        .statusCode(200)
        .body("state", equalTo("WITHDRAWN"));
    as(AGENT).get(path).then().statusCode(200).body("items.size()", equalTo(1));
  }

  private void changeEvaluator(String program) {
    Map<String, String> files = new HashMap<>(files());
    files.put("evaluator/Evaluate.java", "class Evaluate { int holes = 0; }\n");
    JsonPath asked = apply(program(program), upload(files)).then().extract().jsonPath();
    UUID id = UUID.fromString(asked.getString("ruleChange.id"));
    reviews.tell(
        "decision.made",
        "x",
        decision(ReviewKind.RULE_CHANGE, Outcome.CHANGE_RULES, id, program + "-rules-1"));
    await(() ->
        as(RESEARCHER).get("/api/v1/programs/" + program).jsonPath().getInt("currentGeneration")
                == 3
            ? asked
            : null);
  }

  private static JsonPath ask(String token, String program, int generation) {
    return send(
            token,
            "/api/v1/programs/" + program + "/rollbacks",
            Map.of("toGeneration", generation, "reason", "It forgets the sevens."))
        .then()
        .log()
        .ifValidationFails()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private void decide(JsonPath asked, Outcome outcome) {
    reviews.tell(
        "decision.made",
        "x",
        decision(
            ReviewKind.ROLLBACK,
            outcome,
            UUID.fromString(asked.getString("id")),
            asked.getString("key")));
  }

  private static JsonPath ended(String program, JsonPath asked) {
    JsonPath now =
        as(RESEARCHER)
            .get("/api/v1/programs/%s/rollbacks/%s".formatted(program, asked.getString("key")))
            .jsonPath();
    return now.getString("state").equals("OPEN") ? null : now;
  }
}
