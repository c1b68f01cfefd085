package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
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
class RuleChangeTest extends ServiceTest {
  private static final String REVIEWER = TestTokens.human("reviewer@local", Role.REVIEWER);
  private static final String OTHER_RESEARCHER =
      TestTokens.human("eve@local", Role.RESEARCHER, Role.ADMIN);

  @Test
  void anotherPolicyWaitsForPeopleAndHoldsForLaterIdeasOnly() {
    String program = newProgram();
    JsonPath earlier = proposed(program, 1, Map.of("config.json", config("0.05", "0.1")));

    JsonPath asked = ask(program, stricter(program), null);

    String key = asked.getString("ruleChange.key");
    assertThat(key).isEqualTo(program + "-rules-1");
    assertThat(asked.getString("outcome")).isEqualTo("PROPOSED");
    assertThat(asked.getInt("version")).as("nothing has changed").isEqualTo(1);
    assertThat(asked.getString("spec.policy")).isEqualTo("standard");
    assertThat(asked.getList("ruleChange.changedFields")).containsExactly("policy");
    assertThat(asked.getBoolean("ruleChange.remeasured")).isFalse();
    assertThat(feed("rule-change.proposed", program)).hasSize(1);
    assertThat(ask(program, stricter(program), null).getString("ruleChange.key")).isEqualTo(key);
    assertThat(feed("rule-change.proposed", program)).as("asked once").hasSize(1);

    decide(asked, Outcome.CHANGE_RULES);
    decide(asked, Outcome.CHANGE_RULES);
    JsonPath applied = await(() -> ended(program, key));

    assertThat(applied.getString("state")).isEqualTo("APPLIED");
    assertThat(applied.getInt("version")).isEqualTo(2);
    assertThat(program(program, "version")).isEqualTo("2");
    assertThat(program(program, "spec.policy")).isEqualTo("high-assurance");
    assertThat(program(program, "currentGeneration")).isEqualTo("1");
    assertThat(idea(earlier).getString("status")).isEqualTo("OPEN");
    proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    assertThat(versions("idea.proposed", "programVersion", program)).containsExactly(1, 2);
    assertThat(versions("program.applied", "version", program)).containsExactly(1, 2);
    assertThat(feed("rule-change.closed", program)).hasSize(1);
    apply(stricter(program), null).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
  }

  @Test
  void anotherEvaluatorMakesAGenerationAndLeavesWhatWasAdopted() throws Exception {
    String program = newProgram();
    JsonPath winner = proposed(program, 1, Map.of("config.json", config("0.05", "0.2")));
    adopt(winner);
    JsonPath open = proposed(program, 2, Map.of("src/Train.java", "class Train {}\n"));
    Map<String, String> files = new HashMap<>(files());
    files.put("evaluator/Evaluate.java", "class Evaluate { int holes = 0; }\n");

    JsonPath asked = ask(program, program(program), upload(files));
    decide(asked, Outcome.CHANGE_RULES);
    String key = asked.getString("ruleChange.key");
    await(() -> ended(program, key));

    assertThat(asked.getList("ruleChange.changedFields")).containsExactly("evaluator");
    JsonPath generations = as(RESEARCHER).get("/api/v1/generations?program=" + program).jsonPath();
    assertThat(generations.getInt("items[0].number")).isEqualTo(3);
    assertThat(generations.getString("items[0].subjectKey")).isEqualTo(key);
    assertThat(generations.getString("items[0].ideaKey")).isNull();
    assertThat(generations.getString("items[0].evaluatorDigest"))
        .isEqualTo(asked.getString("ruleChange.evaluator.after"))
        .isNotEqualTo(generations.getString("items[1].evaluatorDigest"));
    assertThat(generations.getString("items[0].baselineWorkspace"))
        .as("what ideas may change is what was adopted, not what was uploaded")
        .isEqualTo(generations.getString("items[1].baselineWorkspace"));
    assertThat(
            TestTarball.files(
                download(WORKER, generations.getString("items[0].evaluatorWorkspace"))))
        .containsEntry("evaluator/Evaluate.java", "class Evaluate { int holes = 0; }\n");
    JsonPath superseded =
        await(() -> "OPEN".equals(idea(open).getString("status")) ? null : idea(open));
    assertThat(superseded.getString("status")).isEqualTo("SUPERSEDED");
    JsonPath repeated =
        as(RESEARCHER).get("/api/v1/ideas/" + superseded.getString("rebasedAs")).jsonPath();
    assertThat(repeated.getInt("generation")).isEqualTo(3);
    assertThat(versions("idea.proposed", "programVersion", program)).containsExactly(1, 1, 2);
    assertThat(versions("generation.advanced", "programVersion", program)).containsExactly(1, 1, 2);
    assertThat(tagMessage(program, generations.getString("items[0].tag")))
        .contains("Rule-change: " + key)
        .contains("Changes: evaluator")
        .contains("Decision: " + generations.getString("items[0].decisionId"));
  }

  @Test
  void onlyReviewersReadWhatChangesInSealedFiles() {
    String program = newProgram();
    Map<String, String> files = new HashMap<>(files());
    files.put("evaluator/Evaluate.java", "class Evaluate { int holes = 0; }\n");
    String path =
        "/api/v1/programs/%s/rule-changes/%s"
            .formatted(
                program, ask(program, program(program), upload(files)).getString("ruleChange.key"));

    as(REVIEWER)
        .get(path + "/evaluator-diff")
        .then()
        .statusCode(200)
        .body(containsString("+class Evaluate { int holes = 0; }"));
    as(RESEARCHER).get(path + "/evaluator-diff").then().statusCode(403);
    as(AGENT).get(path + "/evaluator-diff").then().statusCode(403);
    as(AGENT).get(path).then().statusCode(403);
    as(AGENT).get("/api/v1/programs/" + program + "/rule-changes").then().statusCode(403);
    as(RESEARCHER).get(path).then().statusCode(200).body("state", equalTo("OPEN"));
  }

  @Test
  void refusedRulesChangeNothing() {
    String program = newProgram();
    JsonPath asked = ask(program, stricter(program), null);
    decide(asked, Outcome.REJECT);

    JsonPath closed = await(() -> ended(program, asked.getString("ruleChange.key")));

    assertThat(closed.getString("state")).isEqualTo("REJECTED");
    assertThat(closed.getString("stateReason")).isEqualTo("because");
    assertThat(program(program, "version")).isEqualTo("1");
    assertThat(ask(program, stricter(program), null).getString("ruleChange.key"))
        .as("asking again is another question")
        .isEqualTo(program + "-rules-2");
  }

  @Test
  void aDecisionOfAnotherKindChangesNoRules() {
    String program = newProgram();
    JsonPath asked = ask(program, stricter(program), null);
    tell(asked, ReviewKind.ROLLBACK, Outcome.ROLL_BACK);
    tell(asked, ReviewKind.ROLLBACK, Outcome.CHANGE_RULES);
    tell(asked, ReviewKind.RULE_CHANGE, Outcome.ADOPT);
    tell(asked, ReviewKind.RESUME, Outcome.RESUME);
    JsonPath last = proposed(program, 1, Map.of("config.json", config("0.05", "0.3")));
    reviews.tell("decision.made", "x", AdoptionTest.decision(last, Outcome.REJECT));

    await(() -> idea(last).getString("status").equals("OPEN") ? null : last);

    assertThat(program(program, "version")).isEqualTo("1");
    assertThat(change(program, asked.getString("ruleChange.key")).getString("state"))
        .isEqualTo("OPEN");
  }

  @Test
  void aDecidedChangeEndsTheOtherQuestionsAboutTheOldVersion() {
    String program = newProgram();
    JsonPath second = ask(program, looser(program), null);
    JsonPath third = ask(program, stricter(program), null);
    decide(third, Outcome.CHANGE_RULES);
    await(() -> ended(program, third.getString("ruleChange.key")));

    assertThat(change(program, second.getString("ruleChange.key")).getString("state"))
        .isEqualTo("SUPERSEDED");
    assertThat(program(program, "version")).isEqualTo("2");
    assertThat(program(program, "spec.policy")).isEqualTo("high-assurance");
    assertThat(program(program, "spec.replication.errorRate")).isEqualTo("0.05");
    assertThat(feed("rule-change.closed", program)).hasSize(2);
  }

  @Test
  void nobodyEndsAQuestionByAnotherTitle() {
    String program = newProgram();
    JsonPath asked = ask(program, stricter(program), null);
    String renamed = program(program).replace("title: Digits", "title: Other");

    apply(renamed, null)
        .then()
        .statusCode(409)
        .body("detail", containsString(asked.getString("ruleChange.key")));

    assertThat(change(program, asked.getString("ruleChange.key")).getString("state"))
        .isEqualTo("OPEN");
    decide(asked, Outcome.CHANGE_RULES);
    await(() -> ended(program, asked.getString("ruleChange.key")));
    assertThat(program(program, "version")).isEqualTo("2");
  }

  @Test
  void whoAskedAloneMayWithdraw() {
    String program = newProgram();
    JsonPath asked = ask(program, stricter(program), null);
    String path =
        "/api/v1/programs/%s/rule-changes/%s/withdraw"
            .formatted(program, asked.getString("ruleChange.key"));
    Map<String, String> body = Map.of("reason", "A mistake.");

    send(OTHER_RESEARCHER, path, body).then().statusCode(403);
    send(AGENT, path, body).then().statusCode(403);
    send(RESEARCHER, path, Map.of("reason", " ")).then().statusCode(400);
    send(RESEARCHER, path, body).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
    send(RESEARCHER, path, body).then().statusCode(409);
    send(RESEARCHER, path.replace("-rules-1", "-rules-9"), body).then().statusCode(404);
    decide(asked, Outcome.CHANGE_RULES);
    JsonPath other = ask(program, stricter(program), null);
    decide(other, Outcome.REJECT);
    await(() -> ended(program, other.getString("ruleChange.key")));

    assertThat(program(program, "version")).isEqualTo("1");
  }

  @Test
  void aDryRunAsksNobody() {
    String program = newProgram();

    as(RESEARCHER)
        .contentType("application/yaml")
        .body(Json.utf8(looser(program)))
        .post("/api/v1/programs?dryRun=true")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("PROPOSED"))
        .body("ruleChange.changedFields", equalTo(List.of("replication")))
        .body("ruleChange.changes[0].before.errorRate", equalTo(0.05f))
        .body("ruleChange.changes[0].after.errorRate", equalTo(0.5f));

    assertThat(feed("rule-change.proposed", program)).isEmpty();
    as(RESEARCHER)
        .get("/api/v1/programs/" + program + "/rule-changes")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  private static String stricter(String program) {
    return program(program)
        .replace("title: Digits", "title: Other")
        .replace("policy: standard", "policy: high-assurance");
  }

  private static String looser(String program) {
    return program(program)
        .replace("title: Digits", "title: Other")
        .replace("errorRate: 0.05", "errorRate: 0.5");
  }

  private static JsonPath ask(String program, String file, String workspace) {
    return apply(file, workspace)
        .then()
        .log()
        .ifValidationFails()
        .statusCode(202)
        .body("name", equalTo(program))
        .extract()
        .jsonPath();
  }

  private void decide(JsonPath asked, Outcome outcome) {
    tell(asked, ReviewKind.RULE_CHANGE, outcome);
  }

  private void tell(JsonPath asked, ReviewKind kind, Outcome outcome) {
    reviews.tell(
        "decision.made",
        "x",
        decision(
            kind,
            outcome,
            UUID.fromString(asked.getString("ruleChange.id")),
            asked.getString("ruleChange.key")));
  }

  private static JsonPath change(String program, String key) {
    return as(RESEARCHER)
        .get("/api/v1/programs/%s/rule-changes/%s".formatted(program, key))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath ended(String program, String key) {
    JsonPath change = change(program, key);
    return change.getString("state").equals("OPEN") ? null : change;
  }

  private static String program(String program, String field) {
    return as(RESEARCHER).get("/api/v1/programs/" + program).jsonPath().getString(field);
  }

  private static List<Integer> versions(String type, String field, String program) {
    return feed(type, program).stream()
        .map(event -> (Map<?, ?>) event.get("data"))
        .map(data -> (Integer) data.get(field))
        .toList();
  }
}
