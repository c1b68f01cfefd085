package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class CanaryTest extends ServiceTest {
  @Test
  void afterEveryThirdRealIdeaOneThatChangesNothingFollows() {
    String program = programWith("canaries: {every: 3}");
    for (int i = 1; i <= 7; i++) {
      propose(AGENT, idea(program, i)).then().statusCode(201);
    }

    List<JsonPath> canaries = canaries(program);

    assertThat(canaries).extracting(c -> c.getInt("number")).containsExactly(4, 8);
    JsonPath canary = canaries.getFirst();
    assertThat(canary.getString("title")).isEqualTo("No change");
    assertThat(canary.getString("provenance.principal")).isEqualTo("canary@" + program);
    assertThat(canary.getString("provenance.kind")).isEqualTo("SERVICE");
    assertThat(canary.getList("authors")).containsExactly("canary@" + program);
    assertThat(canary.getInt("changedLines")).isZero();
    assertThat(canary.getString("candidateWorkspace")).isEqualTo(baseline(program));
    assertThat(as(AGENT).get("/api/v1/ideas/" + program + "-4/patch").asString()).isEmpty();
    assertThat(feed("idea.proposed", program))
        .filteredOn(event -> Json.write(event).contains("\"canary\":\"NO_CHANGE\""))
        .hasSize(2);
  }

  @Test
  void proposalsAtTheSameTimeGetExactlyOneCanaryForEachTwo() throws Exception {
    String program = programWith("canaries: {every: 2}");
    List<Callable<Integer>> proposals = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(i -> proposals.add(() -> propose(AGENT, idea(program, i)).statusCode()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(proposals)) {
        assertThat(answer.get()).isEqualTo(201);
      }
    }

    assertThat(canaries(program))
        .extracting(canary -> canary.getInt("number"))
        .containsExactly(3, 6, 9, 12);
  }

  @Test
  void aCanaryClosesByItselfWhateverItsVerdictAndIsNeverAdopted() {
    String program = programWith("canaries: {every: 2}");
    propose(AGENT, idea(program, 1)).then().statusCode(201);
    propose(AGENT, idea(program, 2)).then().statusCode(201);
    JsonPath canary = canaries(program).getFirst();
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        concluded(canary, Verdict.Outcome.IMPROVED, CanaryKind.NO_CHANGE));
    JsonPath closed = await(() -> ended(canary));
    reviews.tell(DecisionMade.TYPE, "x", AdoptionTest.decision(canary, DecisionMade.Outcome.ADOPT));

    assertThat(closed.getString("status")).isEqualTo("NOT_IMPROVED");
    propose(AGENT, idea(program, 3)).then().statusCode(201);
    assertThat(as(AGENT).get("/api/v1/generations?program=" + program).jsonPath().getList("items"))
        .hasSize(1);
  }

  @Test
  void agentsAreNotToldOfCanariesAndPeopleAfterTheVerdictOnly() {
    String program = programWith("canaries: {every: 5, impossible: true}");
    propose(AGENT, idea(program, 1)).then().statusCode(201).body("$", not(hasKey("canary")));
    String path = "/api/v1/ideas/" + program + "-1";
    as(RESEARCHER).get(path).then().body("canary", nullValue());
    JsonPath idea = as(AGENT).get(path).jsonPath();
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(idea, Verdict.Outcome.NOT_SHOWN, 0.001));
    await(() -> ended(idea));

    as(RESEARCHER).get(path).then().body("canary", equalTo("IMPOSSIBLE"));
    assertThat(as(AGENT).get(path).asString()).doesNotContain("canary");
    String programs = "/api/v1/programs/" + program;
    assertThat(as(AGENT).get(programs).asString()).doesNotContain("canar");
    assertThat(as(AGENT).get("/api/v1/programs?limit=200").asString()).doesNotContain("canar");
    JsonPath shown = as(AGENT).get(programs).jsonPath();
    assertThat(shown.getString("specDigest")).isEqualTo(Json.digest(shown.getMap("spec")));
    as(RESEARCHER)
        .get(programs)
        .then()
        .body("spec.canaries.every", equalTo(5))
        .body("spec.canaries.impossible", equalTo(true));
    as(PEER).get(programs).then().body("spec.canaries.every", equalTo(5));
    assertThat(Json.write(feed("idea.proposed", program))).contains("\"canary\":\"IMPOSSIBLE\"");
  }

  static String programWith(String line) {
    String name = newName();
    apply(
            program(name).replace("  policy: standard", "  policy: standard\n  " + line),
            upload(files()))
        .then()
        .log()
        .ifValidationFails()
        .statusCode(201);
    return name;
  }

  static Map<String, Object> idea(String program, int number) {
    return idea(program, Map.of("src/N" + number + ".java", "class N" + number + " {}\n"));
  }

  static ExperimentConcluded concluded(JsonPath idea, Verdict.Outcome outcome, CanaryKind canary) {
    ExperimentConcluded honest = AdoptionTest.concluded(idea, outcome, 0.1);
    return new ExperimentConcluded(
        honest.experimentId(),
        honest.ideaId(),
        honest.ideaKey(),
        honest.programId(),
        honest.generationId(),
        1,
        honest.verdict(),
        honest.evidence(),
        honest.evidenceDigest(),
        null,
        24,
        0,
        null,
        List.of(),
        canary,
        true,
        honest.concludedAt());
  }

  static JsonPath ended(JsonPath idea) {
    JsonPath now = as(RESEARCHER).get("/api/v1/ideas/" + idea.getString("id")).jsonPath();
    return now.getString("status").equals("OPEN") ? null : now;
  }

  /** Oldest first. */
  private static List<JsonPath> canaries(String program) {
    List<String> keys =
        as(RESEARCHER)
            .get("/api/v1/ideas?limit=200&program=" + program)
            .jsonPath()
            .getList("items.findAll { it.title == 'No change' }.key");
    return keys.reversed().stream()
        .map(key -> as(RESEARCHER).get("/api/v1/ideas/" + key).jsonPath())
        .toList();
  }

  private static String baseline(String program) {
    return as(AGENT)
        .get("/api/v1/generations?program=" + program)
        .jsonPath()
        .getString("items[0].baselineWorkspace");
  }
}
