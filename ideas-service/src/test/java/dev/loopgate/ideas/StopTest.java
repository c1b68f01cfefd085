package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class StopTest extends ServiceTest {
  private final UUID stop = UUID.randomUUID();

  @Test
  void aStoppedProgramTakesNoIdeasUntilItIsResumed() {
    String program = newProgram();
    String other = newProgram();
    tell(program, Level.FREEZE, State.FREEZING);
    awaitStopped(program);

    propose(RESEARCHER, change(program, "0.2"))
        .then()
        .statusCode(409)
        .body("type", containsString("/stopped"))
        .body("detail", containsString("/api/v1/stops/stop-7/resumption"));
    propose(AGENT, change(program, "0.2")).then().statusCode(409);
    propose(RESEARCHER, change(other, "0.2")).then().statusCode(201);
    tell(program, Level.FREEZE, State.FROZEN);
    tell(program, Level.FREEZE, State.RESUMED);

    await(() -> propose(RESEARCHER, change(program, "0.2")).statusCode() == 201 ? true : null);
  }

  @Test
  void aStopThatOvertakesTheFeedIsInForceAndEndsInItsTurn() {
    String program = newProgram();
    reviews.tellAhead(StopChanged.TYPE, stop, changed(program, Level.FREEZE, State.FREEZING));
    awaitStopped(program);

    tell(program, Level.FREEZE, State.FREEZING);
    tell(program, Level.FREEZE, State.RESUMED);

    await(() -> propose(RESEARCHER, change(program, "0.2")).statusCode() == 201 ? true : null);
  }

  @Test
  void aStopThatIsHeardAgainAfterItsEndStopsNothing() {
    String program = newProgram();
    String later = newProgram();
    tell(program, Level.FREEZE, State.FREEZING);
    tell(program, Level.FREEZE, State.RESUMED);
    tell(later, Level.FREEZE, State.FREEZING);
    awaitStopped(later);

    reviews.tellAhead(StopChanged.TYPE, stop, changed(program, Level.FREEZE, State.FREEZING));
    String marker = newProgram();
    reviews.tellAhead(StopChanged.TYPE, stop, changed(marker, Level.FREEZE, State.FREEZING));
    awaitStopped(marker);

    propose(RESEARCHER, change(program, "0.2")).then().statusCode(201);
  }

  @Test
  void aKillThatOvertakesTheFeedDiscardsInItsTurn() {
    String program = newProgram();
    JsonPath waiting = propose(RESEARCHER, change(program, "0.2")).jsonPath();
    reviews.tellAhead(StopChanged.TYPE, stop, changed(program, Level.KILL, State.KILLING));
    awaitStopped(program);
    assertThat(idea(waiting).getString("status")).isEqualTo("OPEN");

    tell(program, Level.KILL, State.KILLING);

    await(() -> "REJECTED".equals(idea(waiting).getString("status")) ? true : null);
  }

  @Test
  void aRetryDuringAStopAnswersWhatTheFirstProposalDid() {
    String program = newProgram();
    Map<String, Object> body = change(program, "0.2");
    String first = proposeWithKey("k-" + program, body).then().statusCode(201).extract().asString();
    tell(program, Level.FREEZE, State.FREEZING);
    awaitStopped(program);

    assertThat(proposeWithKey("k-" + program, body).then().statusCode(201).extract().asString())
        .isEqualTo(first);
    proposeWithKey("other-" + program, change(program, "0.3"))
        .then()
        .statusCode(409)
        .body("type", containsString("/stopped"));
  }

  @Test
  void theGeneratorRestsWhileItsProgramIsStopped() {
    String program = newProgram();
    tell(program, Level.FREEZE, State.FREEZING);
    awaitStopped(program);
    as(RESEARCHER)
        .contentType("application/json")
        .body("{\"count\":1}")
        .post("/api/v1/programs/" + program + "/proposals")
        .then()
        .statusCode(202);
    String busy = newProgram();
    as(RESEARCHER)
        .contentType("application/json")
        .body("{\"count\":1}")
        .post("/api/v1/programs/" + busy + "/proposals");
    await(() -> ideas(busy).isEmpty() ? null : true);
    assertThat(ideas(program)).isEmpty();

    tell(program, Level.FREEZE, State.RESUMED);

    await(() -> ideas(program).isEmpty() ? null : true);
  }

  @Test
  void aDecisionThatArrivesDuringAStopIsCarriedOutAfterIt() {
    String program = newProgram();
    JsonPath idea = propose(RESEARCHER, change(program, "0.2")).jsonPath();
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(idea, Verdict.Outcome.IMPROVED, 0.03));
    await(() -> idea(idea).get("verdict"));
    tell(program, Level.FREEZE, State.FREEZING);
    reviews.tell(DecisionMade.TYPE, "r", adoption(program, idea));
    awaitStopped(program);
    String later = newProgram();
    tell(later, Level.FREEZE, State.FREEZING);
    awaitStopped(later);
    assertThat(idea(idea).getString("status")).as("still").isEqualTo("OPEN");

    tell(program, Level.FREEZE, State.RESUMED);

    await(() -> "ADOPTED".equals(idea(idea).getString("status")) ? true : null);
  }

  @Test
  void aKillDiscardsWhatNobodyHasJudgedAndItMayBeProposedAgain() {
    String program = newProgram();
    JsonPath waiting = propose(RESEARCHER, change(program, "0.2")).jsonPath();
    JsonPath judged = propose(RESEARCHER, change(program, "0.3")).jsonPath();
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(judged, Verdict.Outcome.IMPROVED, 0.03));
    await(() -> idea(judged).get("verdict"));

    tell(program, Level.KILL, State.KILLING);

    await(() -> "REJECTED".equals(idea(waiting).getString("status")) ? true : null);
    assertThat(idea(waiting).getString("statusReason")).contains("stop-7").contains("discarded");
    assertThat(idea(judged).getString("status")).isEqualTo("OPEN");
    tell(program, Level.KILL, State.RESUMED);
    await(() -> propose(RESEARCHER, change(program, "0.2")).statusCode() == 201 ? true : null);
    propose(AGENT, change(program, "0.5"))
        .then()
        .statusCode(403)
        .body("type", containsString("/token-revoked"));
  }

  @Test
  void aKillLeavesAloneWhatPeopleAdoptedBeforeItsVerdictWasHeard() {
    String program = newProgram();
    JsonPath adopted = propose(RESEARCHER, change(program, "0.2")).jsonPath();
    JsonPath waiting = propose(RESEARCHER, change(program, "0.3")).jsonPath();
    reviews.tell(DecisionMade.TYPE, "r", adoption(program, adopted));
    tell(program, Level.KILL, State.KILLING);
    await(() -> "REJECTED".equals(idea(waiting).getString("status")) ? true : null);
    assertThat(idea(adopted).getString("status")).isEqualTo("OPEN");

    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(adopted, Verdict.Outcome.IMPROVED, 0.03));
    tell(program, Level.KILL, State.RESUMED);

    await(() -> "ADOPTED".equals(idea(adopted).getString("status")) ? true : null);
  }

  @Test
  void aTokenIsRefusedWithTheFirstRequestAfterItsRevocationAlsoWhileItsSignatureIsRemembered() {
    String program = newProgram();
    propose(AGENT, change(program, "0.2")).then().statusCode(201);
    propose(AGENT, change(program, "0.3")).then().statusCode(201);

    tell(program, Level.KILL, State.KILLING);
    awaitStopped(program);
    tell(program, Level.KILL, State.RESUMED);
    await(() -> propose(RESEARCHER, change(program, "0.4")).statusCode() == 201 ? true : null);

    propose(AGENT, change(program, "0.5"))
        .then()
        .statusCode(403)
        .body("type", containsString("/token-revoked"));
  }

  @Test
  void aKillOfEverythingRevokesWhatAgentsHadForEveryRequest() {
    Instant kill = Instant.now().minus(Duration.ofHours(1));
    String old =
        TestTokens.agentSince(kill.minusSeconds(60), "old@local", "s@local", Role.RESEARCHER);
    String made =
        TestTokens.agentSince(kill.plusSeconds(60), "new@local", "s@local", Role.RESEARCHER);
    as(old).get("/api/v1/programs").then().statusCode(200);

    reviews.tell(StopChanged.TYPE, stop, ofEverything(State.KILLING, kill));
    reviews.tell(StopChanged.TYPE, stop, ofEverything(State.RESUMED, kill));

    await(() -> as(old).get("/api/v1/programs").statusCode() == 403 ? true : null);
    as(old)
        .get("/api/v1/programs")
        .then()
        .statusCode(403)
        .body("type", containsString("/token-revoked"));
    as(made).get("/api/v1/programs").then().statusCode(200);
  }

  private StopChanged ofEverything(State state, Instant since) {
    return new StopChanged(
        UUID.nameUUIDFromBytes(Json.utf8(stop + "everything")),
        "stop-8",
        Level.KILL,
        state,
        null,
        StopChanged.ALL,
        "op@local",
        PrincipalKind.HUMAN,
        null,
        "all of it looks wrong",
        since,
        since);
  }

  private static Response proposeWithKey(String key, Map<String, Object> body) {
    return as(RESEARCHER)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(Json.write(body))
        .post("/api/v1/ideas");
  }

  private void tell(String program, Level level, State state) {
    reviews.tell(StopChanged.TYPE, stop, changed(program, level, state));
  }

  private StopChanged changed(String program, Level level, State state) {
    Instant now = Instant.now();
    return new StopChanged(
        UUID.nameUUIDFromBytes(Json.utf8(stop + program)),
        "stop-7",
        level,
        state,
        id(program),
        program,
        "scout",
        PrincipalKind.AGENT,
        "ada@example.org",
        "it looks wrong",
        now,
        now);
  }

  private static UUID id(String program) {
    return UUID.fromString(
        as(RESEARCHER).get("/api/v1/programs/" + program).jsonPath().getString("id"));
  }

  private static void awaitStopped(String program) {
    String person = TestTokens.human("probe@local", Role.RESEARCHER);
    await(() -> {
      Map<String, Object> nothing = idea(program, Map.of("config.json", CONFIG));
      return propose(person, nothing).jsonPath().getString("type").endsWith("/stopped")
          ? true
          : null;
    });
  }

  private static Map<String, Object> change(String program, String rate) {
    return idea(program, Map.of("config.json", config("0.05", rate)));
  }

  private static List<Object> ideas(String program) {
    return as(RESEARCHER).get("/api/v1/ideas?program=" + program).jsonPath().getList("items");
  }

  private static DecisionMade adoption(String program, JsonPath idea) {
    return new DecisionMade(
        UUID.randomUUID(),
        UUID.randomUUID(),
        idea.getString("key") + "-adoption",
        ReviewKind.ADOPTION,
        DecisionMade.Outcome.ADOPT,
        id(program),
        UUID.fromString(idea.getString("id")),
        idea.getString("key"),
        null,
        null,
        UUID.randomUUID(),
        1,
        null,
        "sha256:11",
        "standard@1",
        List.of("reviewer@local"),
        "because",
        7,
        Instant.now());
  }
}
