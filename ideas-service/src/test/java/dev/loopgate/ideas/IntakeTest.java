package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class IntakeTest extends ProposingTest {
  @Test
  void patchBecomesAnIdeaWithProvenanceAndCandidate() {
    String program = newProgram();
    Map<String, Object> body = new HashMap<>(patch(program, GOOD));
    body.put(
        "provenance",
        Map.of(
            "model", "m-1", "parameters", Map.of("t", "0.7"), "costUsd", 0.12, "inputTokens", 9));

    JsonPath idea = propose(AGENT, body).then().statusCode(201).extract().jsonPath();

    assertThat(idea.getString("key")).isEqualTo(program + "-1");
    assertThat(idea.getString("summary")).isEqualTo("learningRate 0.05 → 0.08");
    assertThat(idea.getString("provenance.principal")).isEqualTo("agent-7");
    assertThat(idea.getString("provenance.kind")).isEqualTo("AGENT");
    assertThat(idea.getList("authors")).containsExactly("agent-7", "ada@local");
    assertThat(idea.getInt("changedLines")).isEqualTo(2);
    String patch = as(AGENT).get("/api/v1/ideas/" + program + "-1/patch").asString();
    assertThat(Json.digest(Json.utf8(patch))).isEqualTo(idea.getString("patchDigest"));
    Map<String, String> candidate =
        TestTarball.files(download(AGENT, idea.getString("candidateWorkspace")));
    assertThat(candidate).containsKeys("config.json", "src/Train.java", "data/train.csv");
    assertThat(candidate.keySet()).noneMatch(path -> path.startsWith("evaluator"));
    assertThat(candidate.get("config.json")).isEqualTo(config("0.05", "0.08"));
    assertThat(feed("idea.proposed", program))
        .hasSize(1)
        .noneMatch(event -> Json.write(event).contains("\"generator\""));
  }

  @Test
  void aPersonAndTheAgentsOfThatPersonShareOneRationOfUndecidedIdeas() {
    String program = newName();
    String rules =
        program(program).replace("cpuHours: 20", "cpuHours: 20, openIdeasPerProposer: 2");
    apply(rules, upload(files())).then().statusCode(201);
    propose(AGENT, code(program, 1)).then().statusCode(201);
    propose(RESEARCHER, code(program, 2)).then().statusCode(201);

    refused(code(program, 3), 429, "too-many-open-ideas")
        .body("detail", containsString("2 undecided ideas"));
    propose(AGENT, code(program, 4)).then().statusCode(429);
    propose(TestTokens.human("bea@local", Role.RESEARCHER), code(program, 5))
        .then()
        .statusCode(201);
  }

  private Map<String, Object> code(String program, int number) {
    return idea(program, Map.of("src/Train.java", "class Train" + number + " {}\n"));
  }

  @Test
  void summaryOfCodeCountsLines() {
    String program = newProgram();
    propose(RESEARCHER, idea(program, Map.of("src/Train.java", "class Train {}\n")))
        .then()
        .statusCode(201)
        .body("summary", equalTo("+1 −10 in src/Train.java"));
  }

  @Test
  void hiddenCharactersAreTakenInAndFlagged() {
    String program = newProgram();
    String patch = GOOD.replace("0.08,", "0.08,\u202E");
    Map<String, Object> body = new HashMap<>(patch(program, patch));
    body.put("title", "Fine\u200B title");

    propose(AGENT, body)
        .then()
        .statusCode(201)
        .body("flags.kind", equalTo(List.of("HIDDEN_CHARACTERS")))
        .body(
            "flags[0].evidence",
            equalTo(
                "title:1 U+200B ZERO WIDTH SPACE; config.json:2 U+202E RIGHT-TO-LEFT OVERRIDE"));

    as(AGENT)
        .get("/api/v1/ideas/" + program + "-1")
        .then()
        .body("flags[0].evidence", containsString("U+202E"));
    assertThat(Json.write(feed("idea.proposed", program))).contains("HIDDEN_CHARACTERS");
    propose(AGENT, idea(program, Map.of("src/c\u043Enfig.java", "class A {}\n")))
        .then()
        .statusCode(201)
        .body("flags[0].evidence", containsString("CYRILLIC SMALL LETTER O among LATIN"));
    propose(AGENT, idea(program, Map.of("src/B.java", "class B {} // größer 👩‍💻\n")))
        .then()
        .statusCode(201)
        .body("flags", equalTo(List.of()));
  }

  @Test
  void duplicateNamesTheEarlierIdea() {
    String program = newProgram();
    propose(AGENT, patch(program, GOOD)).then().statusCode(201);
    String other = CONFIG.replace("0.05", "0.080").replace("  ", "\t");
    refused(idea(program, Map.of("config.json", other)), 409, "duplicate-idea")
        .body("detail", containsString(program + "-1"))
        .body("detail", containsString("OPEN"));
  }

  @Test
  void concurrentProposalsOfTheSamePatchMakeOneIdea() throws Exception {
    String program = newProgram();
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        answers.add(threads.submit(() -> propose(AGENT, patch(program, GOOD)).statusCode()));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      codes.add(answer.get());
    }
    assertThat(codes).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(feed("idea.proposed", program)).hasSize(1);
    propose(AGENT, idea(program, Map.of("src/New.java", "class New {}\n")))
        .then()
        .statusCode(201)
        .body("key", equalTo(program + "-2"));
  }

  @Test
  void retryWithSameKeyReplaysAndAnotherBodyConflicts() {
    String program = newProgram();
    String first =
        withKey(program + "-key", patch(program, GOOD)).then().statusCode(201).extract().path("id");
    String again =
        withKey(program + "-key", patch(program, GOOD)).then().statusCode(201).extract().path("id");
    assertThat(again).isEqualTo(first);
    withKey(program + "-key", idea(program, Map.of("src/A.java", "class A {}\n")))
        .then()
        .statusCode(422)
        .body("type", containsString("idempotency-conflict"));
  }

  @Test
  void listsArePaged() {
    String program = newProgram();
    for (int i = 1; i <= 3; i++) {
      propose(AGENT, idea(program, Map.of("src/N" + i + ".java", "class N {}\n")))
          .then()
          .statusCode(201);
    }
    JsonPath first = as(AGENT).get("/api/v1/ideas?limit=2&program=" + program).jsonPath();
    assertThat(first.getList("items.number")).containsExactly(3, 2);
    JsonPath second =
        as(AGENT)
            .get(
                "/api/v1/ideas?limit=2&program="
                    + program
                    + "&cursor="
                    + first.getString("nextCursor"))
            .jsonPath();
    assertThat(second.getList("items.number")).containsExactly(1);
    assertThat(second.getString("nextCursor")).isNull();
    as(AGENT)
        .get("/api/v1/ideas?status=ADOPTED&program=" + program)
        .then()
        .body("items.size()", equalTo(0));
  }

  private static Response withKey(String key, Map<String, Object> body) {
    return as(AGENT)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(Json.write(body))
        .post("/api/v1/ideas");
  }
}
