package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class QuarantineTest extends ServiceTest {
  private static final AtomicInteger AGENTS = new AtomicInteger();
  private static final String SAFETY = TestTokens.human("sam@local", Role.SAFETY);

  private final String subject = "cheat-" + AGENTS.incrementAndGet();
  private final String cheat = TestTokens.agent(subject, "ada@local", Role.RESEARCHER);

  @Test
  void anAgentThatPassesTheImpossibleIsPutIntoQuarantineWithAllItsOpenIdeas() {
    String impossible = CanaryTest.programWith("canaries: {impossible: true}");
    String other = newProgram();
    JsonPath passed = proposed(cheat, impossible);
    JsonPath elsewhere = proposed(cheat, other);
    JsonPath honest = proposed(AGENT, other);
    passed(passed);

    JsonPath closed = await(() -> CanaryTest.ended(elsewhere));

    assertThat(closed.getString("status")).isEqualTo("REJECTED");
    assertThat(closed.getString("statusReason")).contains(subject).contains("quarantine");
    assertThat(CanaryTest.ended(passed).getString("status")).isEqualTo("NOT_IMPROVED");
    assertThat(CanaryTest.ended(honest)).isNull();
    JsonPath quarantine = inForce();
    assertThat(quarantine.getString("ideaKey")).isEqualTo(passed.getString("key"));
    assertThat(quarantine.getString("sponsor")).isEqualTo("ada@local");
    assertThat(told("agent.quarantined")).hasSize(1);
    propose(cheat, CanaryTest.idea(other, 77))
        .then()
        .statusCode(403)
        .body("type", containsString("agent-quarantined"))
        .body("detail", containsString("/api/v1/quarantines/" + subject + "/lift"));
    propose(AGENT, CanaryTest.idea(other, 77)).then().statusCode(201);
  }

  @Test
  void aPersonWhoDoesNotSponsorTheAgentLiftsItOnceAndItIsTold() {
    String program = quarantined();
    for (String sponsor :
        List.of(
            TestTokens.human("ada@local", Role.ADMIN),
            TestTokens.human(subject, Role.ADMIN, Role.SAFETY))) {
      lift(sponsor, subject, "let it")
          .then()
          .statusCode(403)
          .body("type", containsString("own-agent"));
    }
    for (String token :
        List.of(
            cheat,
            AGENT,
            PEER,
            WORKER,
            RESEARCHER,
            TestTokens.human("rev@local", Role.REVIEWER, Role.OPERATOR),
            TestTokens.agent("other", "sam@local", Role.values()),
            TestTokens.humanThroughActor("sam@local", "bot", Role.values()))) {
      lift(token, subject, "let it")
          .then()
          .statusCode(403)
          .body("type", containsString("forbidden"));
    }
    propose(cheat, CanaryTest.idea(program, 5)).then().statusCode(403);

    lift(SAFETY, subject, "  the evaluator had a hole  ")
        .then()
        .statusCode(200)
        .body("inForce", equalTo(false))
        .body("liftedBy", equalTo("sam@local"))
        .body("liftReason", equalTo("the evaluator had a hole"));

    lift(SAFETY, subject, "again").then().statusCode(409).body("type", containsString("conflict"));
    propose(cheat, CanaryTest.idea(program, 5)).then().statusCode(201);
    assertThat(told("quarantine.lifted")).hasSize(1);
  }

  @Test
  void anAgentIsQuarantinedAgainAfterItWasLiftedAndNotTwiceBefore() {
    String program = CanaryTest.programWith("canaries: {impossible: true}");
    JsonPath first = proposed(cheat, program);
    JsonPath second =
        propose(cheat, CanaryTest.idea(program, 2)).then().statusCode(201).extract().jsonPath();
    passed(first);
    await(() -> CanaryTest.ended(second));
    passed(second);
    await(() -> verdictOf(second));
    assertThat(told("agent.quarantined")).hasSize(1);
    lift(SAFETY, subject, "a mistake").then().statusCode(200);
    JsonPath third =
        propose(cheat, CanaryTest.idea(program, 3)).then().statusCode(201).extract().jsonPath();
    passed(third);
    await(() -> CanaryTest.ended(third));

    propose(cheat, CanaryTest.idea(program, 4)).then().statusCode(403);
    assertThat(told("agent.quarantined")).hasSize(2);
  }

  @Test
  void aPersonIsNotQuarantinedAndTheirOwnNameStaysFreeWhenAnActorUsedIt() {
    String program = CanaryTest.programWith("canaries: {impossible: true}");
    JsonPath human = proposed(RESEARCHER, program);
    passed(human);
    await(() -> CanaryTest.ended(human));
    propose(RESEARCHER, CanaryTest.idea(program, 8)).then().statusCode(201);
    String person = "person-" + subject;
    String actor = TestTokens.humanThroughActor(person, "bot", Role.RESEARCHER);
    as(TestTokens.human(person)).get("/api/v1/programs").then().statusCode(200);
    JsonPath acted =
        propose(actor, CanaryTest.idea(program, 9)).then().statusCode(201).extract().jsonPath();
    passed(acted);
    await(() -> CanaryTest.ended(acted));

    propose(actor, CanaryTest.idea(program, 10)).then().statusCode(403);
    propose(TestTokens.human(person, Role.RESEARCHER), CanaryTest.idea(program, 10))
        .then()
        .statusCode(201);
  }

  @Test
  void theBuiltInGeneratorPausesInQuarantineAndOthersGoOn() {
    String program = CanaryTest.programWith("canaries: {impossible: true}");
    ask(program, 3);
    JsonPath made = await(() -> newestOf(program, 2));
    passed(as(AGENT).get("/api/v1/ideas/" + made.getString("items[1].key")).jsonPath());
    await(() -> quarantineOf("evolve@" + program));
    String other = newProgram();
    ask(other, 1);

    await(() -> newestOf(other, 1));

    assertThat(newestOf(program, 3)).isNull();
    lift(SAFETY, "evolve@" + program, "it guessed").then().statusCode(200);
    await(() -> newestOf(program, 3));
  }

  @Test
  void unreadableFactsOfThePeersHoldUpNobodyElse() {
    for (Object data :
        List.of(
            Map.of(),
            List.of(),
            Map.of("ideaId", "x"),
            Map.of("ideaId", "00000000-0000-0000-0000-000000000001", "verdict", Map.of("a", 1)))) {
      experiments.tell(ExperimentConcluded.TYPE, "x", data);
      reviews.tell("decision.made", "x", data);
    }
    String program = quarantined();

    assertThat(program).isNotEmpty();
  }

  @Test
  void badRequestsAreProblems() {
    for (String body : List.of("{}", "{\"reason\":\"\"}", "{\"reason\":\"a\\u0000\"}", "[", "")) {
      as(SAFETY)
          .contentType("application/json")
          .body(body)
          .post("/api/v1/quarantines/nobody/lift")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    lift(SAFETY, "nobody", "x".repeat(2001)).then().statusCode(400);
    lift(SAFETY, "nobody", "why").then().statusCode(404);
    as(SAFETY)
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .body("{\"reason\":\"why\"}")
        .post("/api/v1/quarantines/a%00b/lift")
        .then()
        .statusCode(400);
    for (String query : List.of("?cursor=x", "?limit=0", "?limit=201")) {
      as(RESEARCHER).get("/api/v1/quarantines" + query).then().statusCode(400);
    }
    for (String token : List.of(AGENT, WORKER)) {
      as(token).get("/api/v1/quarantines").then().statusCode(403);
    }
    as(PEER).get("/api/v1/quarantines").then().statusCode(200);
  }

  private String quarantined() {
    String program = CanaryTest.programWith("canaries: {impossible: true}");
    passed(proposed(cheat, program));
    await(() -> quarantineOf(subject));
    return program;
  }

  private static JsonPath proposed(String token, String program) {
    return propose(token, CanaryTest.idea(program, token.hashCode() & 0xffff))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private void passed(JsonPath idea) {
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        CanaryTest.concluded(idea, Verdict.Outcome.INVALID, CanaryKind.IMPOSSIBLE));
  }

  private static Response lift(String token, String subject, String reason) {
    return as(token)
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .post("/api/v1/quarantines/{subject}/lift", subject);
  }

  private JsonPath inForce() {
    return new JsonPath(Json.write(quarantineOf(subject)));
  }

  private static Map<String, Object> quarantineOf(String agent) {
    return as(RESEARCHER)
        .get("/api/v1/quarantines?limit=200")
        .jsonPath()
        .getMap("items.find { it.inForce && it.subject == '" + agent + "' }");
  }

  private static Object verdictOf(JsonPath idea) {
    return as(RESEARCHER).get("/api/v1/ideas/" + idea.getString("id")).jsonPath().get("verdict");
  }

  private static void ask(String program, int count) {
    as(RESEARCHER)
        .contentType("application/json")
        .body(Map.of("count", count))
        .post("/api/v1/programs/" + program + "/proposals")
        .then()
        .statusCode(202);
  }

  private static JsonPath newestOf(String program, int count) {
    JsonPath ideas = as(RESEARCHER).get("/api/v1/ideas?program=" + program).jsonPath();
    return ideas.getList("items").size() >= count ? ideas : null;
  }

  private List<Map<String, Object>> told(String type) {
    return feed(type, subject);
  }
}
