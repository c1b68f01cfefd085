package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class AdoptionTest extends ServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void adoptionMakesTheNextGenerationAndRebasesTheOthers() throws Exception {
    String program = newProgram();
    JsonPath winner = proposed(program, Map.of("config.json", config("0.05", "0.2")));
    JsonPath other = proposed(program, Map.of("src/Train.java", "class Train {}\n"));
    JsonPath clash = proposed(program, Map.of("config.json", config("0.05", "0.4")));
    tell(winner, Verdict.Outcome.IMPROVED, 0.03);
    await(() -> idea(winner).get("verdict"));
    UUID decision = decide(winner, DecisionMade.Outcome.ADOPT);

    JsonPath adopted = await(() -> ended(winner));

    assertThat(adopted.getString("status")).isEqualTo("ADOPTED");
    JsonPath generations = as(RESEARCHER).get("/api/v1/generations?program=" + program).jsonPath();
    assertThat(generations.getList("items")).hasSize(2);
    assertThat(generations.getInt("items[0].number")).isEqualTo(2);
    assertThat(generations.getBoolean("items[0].current")).isTrue();
    assertThat(generations.getBoolean("items[1].current")).isFalse();
    assertThat(generations.getString("items[0].ideaKey")).isEqualTo(winner.getString("key"));
    assertThat(generations.getString("items[0].decisionId")).isEqualTo(decision.toString());
    assertThat(generations.getString("items[0].experimentId")).isNotNull();
    assertThat(generations.getString("items[0].evaluatorDigest"))
        .isEqualTo(generations.getString("items[1].evaluatorDigest"));
    String baseline = generations.getString("items[0].baselineWorkspace");
    Map<String, String> files = TestTarball.files(download(AGENT, baseline));
    assertThat(files.get("config.json")).contains("\"learningRate\": 0.2,");
    assertThat(files.keySet()).noneMatch(path -> path.startsWith("evaluator"));

    String message = tagMessage(program, generations.getString("items[0].tag"));
    assertThat(message)
        .contains("Idea: " + winner.getString("key"))
        .contains("Decision: " + decision)
        .contains("Verdict: IMPROVED effect 0.03");

    JsonPath superseded = await(() -> ended(other));
    assertThat(superseded.getString("status")).isEqualTo("SUPERSEDED");
    JsonPath rebased =
        as(RESEARCHER).get("/api/v1/ideas/" + superseded.getString("rebasedAs")).jsonPath();
    assertThat(rebased.getInt("generation")).isEqualTo(2);
    assertThat(rebased.getString("rebasedFrom")).isEqualTo(other.getString("id"));
    assertThat(rebased.getString("key")).isEqualTo(program + "-4");
    assertThat(rebased.getList("provenance.parents")).containsExactly(other.getString("key"));
    Map<String, String> candidate =
        TestTarball.files(download(AGENT, rebased.getString("candidateWorkspace")));
    assertThat(candidate.get("config.json")).contains("0.2");
    assertThat(candidate).containsEntry("src/Train.java", "class Train {}\n");

    JsonPath clashed = await(() -> ended(clash));
    assertThat(clashed.getString("status")).isEqualTo("SUPERSEDED");
    assertThat(clashed.getString("rebasedAs")).isNull();
    assertThat(clashed.getString("statusReason")).contains("config.json:2");

    assertThat(feed("generation.advanced", program)).hasSize(2);
    assertThat(feed("idea.closed", program)).hasSize(3);
    assertThat(feed("idea.proposed", program)).hasSize(4);

    propose(AGENT, ServiceTest.idea(program, Map.of("src/Train.java", "class T {}\n")))
        .then()
        .statusCode(409)
        .body("type", equalTo("https://loopgate.dev/problems/old-generation"));
  }

  @Test
  void aCanaryIsNotRepeatedOnTheNextGeneration() {
    String program = CanaryTest.programWith("canaries: {every: 2}");
    JsonPath winner = proposed(program, Map.of("config.json", config("0.05", "0.2")));
    JsonPath other = proposed(program, Map.of("src/Train.java", "class Train {}\n"));
    tell(winner, Verdict.Outcome.IMPROVED, 0.03);
    await(() -> idea(winner).get("verdict"));
    decide(winner, DecisionMade.Outcome.ADOPT);

    JsonPath canary =
        await(() -> ended(as(RESEARCHER).get("/api/v1/ideas/" + program + "-3").jsonPath()));
    assertThat(canary.getString("title")).isEqualTo("No change");
    assertThat(canary.getString("status")).isEqualTo("SUPERSEDED");
    assertThat(canary.getString("rebasedAs")).isNull();
    assertThat(await(() -> ended(other)).getString("rebasedAs")).isNotNull();
    assertThat(as(RESEARCHER).get("/api/v1/ideas?program=" + program).jsonPath().getList("items"))
        .hasSize(4);
  }

  @Test
  void anAdoptionWaitsForItsVerdictAndItsProgramAlone() {
    String program = newProgram();
    String other = newProgram();
    JsonPath early = proposed(program, Map.of("config.json", config("0.05", "0.2")));
    JsonPath next = proposed(program, Map.of("config.json", config("0.05", "0.3")));
    JsonPath elsewhere = proposed(other, Map.of("config.json", config("0.05", "0.2")));
    decide(early, DecisionMade.Outcome.ADOPT);
    tell(next, Verdict.Outcome.IMPROVED, 0.03);
    decide(next, DecisionMade.Outcome.ADOPT);
    adopt(elsewhere);
    assertThat(idea(early).getString("status")).isEqualTo("OPEN");
    assertThat(idea(next).getString("status")).as("behind the first").isEqualTo("OPEN");

    tell(early, Verdict.Outcome.IMPROVED, 0.03);

    assertThat(await(() -> ended(early)).getString("status")).isEqualTo("ADOPTED");
    assertThat(await(() -> ended(next)).getString("status")).isEqualTo("SUPERSEDED");
  }

  @Test
  void verdictThatIsNoImprovementClosesTheIdea() {
    String program = newProgram();
    JsonPath idea = proposed(program, Map.of("config.json", config("0.05", "0.3")));
    tell(idea, Verdict.Outcome.NOT_SHOWN, 0.001);

    JsonPath closed = await(() -> ended(idea));

    assertThat(closed.getString("status")).isEqualTo("NOT_IMPROVED");
    assertThat(closed.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(closed.getString("statusReason")).contains("as measured");
    propose(AGENT, ServiceTest.idea(program, Map.of("config.json", config("0.05", "0.30"))))
        .then()
        .statusCode(409)
        .body("detail", org.hamcrest.Matchers.containsString("NOT_SHOWN"));
  }

  @Test
  void rejectionClosesTheIdeaAndUnknownIdeasDoNotStopTheFeed() {
    String program = newProgram();
    JsonPath idea = proposed(program, Map.of("config.json", config("0.05", "0.3")));
    reviews.tell(
        DecisionMade.TYPE,
        "x",
        decision(UUID.randomUUID(), UUID.randomUUID(), "none-1", DecisionMade.Outcome.ADOPT));
    reviews.tell("something.else", "x", Map.of("a", 1));
    decide(idea, DecisionMade.Outcome.REJECT);

    JsonPath closed = await(() -> ended(idea));

    assertThat(closed.getString("status")).isEqualTo("REJECTED");
    assertThat(closed.getString("statusReason")).isEqualTo("because");
  }

  private static JsonPath proposed(String program, Map<String, String> files) {
    return proposed(program, 1, files);
  }

  private static JsonPath ended(JsonPath idea) {
    JsonPath now = idea(idea);
    return now.getString("status").equals("OPEN") ? null : now;
  }

  private void tell(JsonPath idea, Verdict.Outcome outcome, double effect) {
    experiments.tell(ExperimentConcluded.TYPE, "x", concluded(idea, outcome, effect));
  }

  static ExperimentConcluded concluded(JsonPath idea, Verdict.Outcome outcome, double effect) {
    Verdict verdict =
        new Verdict(
            outcome, effect, 0.0, 0.1, 0.95, "31.5", "20", 12, 0.9, 0.93, List.of(), "as measured");
    return new ExperimentConcluded(
        UUID.randomUUID(),
        UUID.fromString(idea.getString("id")),
        idea.getString("key"),
        UUID.randomUUID(),
        UUID.randomUUID(),
        1,
        verdict,
        new ExperimentConcluded.Evidence("sha256:00", "00", List.of()),
        "sha256:00",
        null,
        24,
        0,
        null,
        List.of(),
        null,
        false,
        NOW);
  }

  private UUID decide(JsonPath idea, DecisionMade.Outcome outcome) {
    UUID id = UUID.randomUUID();
    reviews.tell(
        DecisionMade.TYPE,
        id,
        decision(id, UUID.fromString(idea.getString("id")), idea.getString("key"), outcome));
    return id;
  }

  static DecisionMade decision(JsonPath idea, DecisionMade.Outcome outcome) {
    UUID id = UUID.fromString(idea.getString("id"));
    return decision(UUID.randomUUID(), id, idea.getString("key"), outcome);
  }

  private static DecisionMade decision(
      UUID id, UUID idea, String key, DecisionMade.Outcome outcome) {
    return new DecisionMade(
        id,
        UUID.randomUUID(),
        key + "-adoption",
        ReviewKind.ADOPTION,
        outcome,
        UUID.randomUUID(),
        idea,
        key,
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
        NOW);
  }
}
