package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
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
class IntakeTest extends ServiceTest {
  private static final String GOOD =
      """
      diff --git a/config.json b/config.json
      --- a/config.json
      +++ b/config.json
      @@ -1,4 +1,4 @@
       {
      -  "learningRate": 0.05,
      +  "learningRate": 0.08,
         "activation": "sigmoid",
         "layers": 1,
      """;

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
    assertThat(feed("idea.proposed", program)).hasSize(1);
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
  void patchThatDoesNotApplySaysFileAndLine() {
    String program = newProgram();
    refused(
            patch(program, GOOD.replace("\"layers\": 1", "\"layers\": 9")),
            422,
            "patch-does-not-apply")
        .body("errors[0].pointer", equalTo("config.json:4"))
        .body(
            "detail", containsString("“\"layers\": 1,” where the patch expects “\"layers\": 9,”"));
    refused(
            patch(program, GOOD.replace("config.json", "src/None.java")),
            422,
            "patch-does-not-apply")
        .body("errors[0].pointer", equalTo("src/None.java:1"));
    refused(
        patch(
            program,
            "diff --git a/config.json b/config.json\n--- a/config.json\n+++ b/config.json\n@@ -1,9 +1 @@\n-{\n"),
        422,
        "patch-does-not-apply");
    refused(patch(program, "hello"), 422, "empty-patch");
    refused(patch(program, ""), 422, "empty-patch");
  }

  @Test
  void patchThatNamesAFileTwiceIsRefused() {
    String program = newProgram();
    String section =
        """
        diff --git a/src/Train.java b/src/Train.java
        --- a/src/Train.java
        +++ b/src/Train.java
        @@ -1,3 +1,3 @@
         class Train {
        -  int a = 1;
        +  int a = %d;
           int b = 2;
        """;
    propose(AGENT, patch(program, section.formatted(2) + section.formatted(3)))
        .then()
        .statusCode(422)
        .body("type", containsString("patch-does-not-apply"));
  }

  @Test
  void onlyEditablePathsMayChange() {
    String program = newProgram();
    refused(
            patch(program, GOOD.replace("config.json", "evaluator/Evaluate.java")),
            422,
            "path-not-editable")
        .body("errors[0].pointer", equalTo("evaluator/Evaluate.java:1"))
        .body("detail", containsString("sealed"));
    refused(idea(program, Map.of("data/train.csv", "1")), 422, "path-not-editable")
        .body("errors[0].pointer", equalTo("data/train.csv:1"));
    refused(
        patch(
            program,
            "diff --git a/src/Train.java b/evaluator/T.java\nsimilarity index 100%\nrename from src/Train.java\nrename to evaluator/T.java\n"),
        422,
        "path-not-editable");
  }

  @Test
  void pathTricksAreRefused() {
    String program = newProgram();
    for (String path :
        List.of(
            "../x",
            "/etc/passwd",
            "src/../../x",
            "src\\x",
            "src/.git/config",
            ".GIT/config",
            "src/a\u202Eb",
            "src/a\u200Bb",
            "src/a\u0000b",
            "src/a\nb",
            "src//x",
            "src/x/",
            "C:/x")) {
      refused(idea(program, Map.of(path, "1")), 422, "unsafe-path");
    }
    refused(patch(program, newFile("src/../x", "100644")), 422, "unsafe-path");
    refused(patch(program, newFile("src/link", "120000")), 422, "unsafe-path")
        .body("detail", containsString("symbolic link"));
    refused(patch(program, newFile("src/sub", "160000")), 422, "unsafe-path");
    refused(patch(program, newFile("src/.Git/hooks", "100644")), 422, "unsafe-path");
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
  void oversizedBinaryAndEmptyChangesAreRefused() {
    String program = newProgram();
    refused(idea(program, Map.of("src/Big.java", "x".repeat(300_000))), 413, "patch-too-large");
    refused(idea(program, Map.of("src/Long.java", "x\n".repeat(2_001))), 413, "patch-too-large");
    refused(patch(program, GOOD + "x".repeat(300_000)), 413, "patch-too-large");
    refused(idea(program, Map.of("src/Bin.java", "a\u0000b")), 422, "binary-file");
    refused(
        patch(
            program,
            "diff --git a/src/x b/src/x\nnew file mode 100644\nindex 0000000..1111111\nGIT binary patch\nliteral 3\nKcmZ\n\n"),
        422,
        "binary-file");
    refused(idea(program, Map.of("config.json", CONFIG)), 422, "empty-patch");
    refused(
        idea(program, Map.of("config.json", CONFIG.replace("  ", "      "))), 422, "empty-patch");
    refused(idea(program, Map.of("src/Train.java/x", "1")), 422, "unsafe-path");
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
  void badInputIsAProblemAndNeverAFailure() {
    String program = newProgram();
    refused(patch("no-such", GOOD), 404, "not-found");
    refused(patch("a\u0000b", GOOD), 400, "invalid-value");
    Map<String, Object> body = new HashMap<>(patch(program, GOOD));
    body.put("title", "a\u0000b");
    refused(body, 400, "invalid-value");
    body.put("title", "x".repeat(201));
    refused(body, 400, "invalid-value");
    body.put("title", "two\nlines");
    refused(body, 400, "invalid-value");
    body.put("title", "fine");
    body.put("files", Map.of("config.json", "{}"));
    refused(body, 400, "invalid-value");
    body.remove("files");
    body.put("generation", 99);
    refused(body, 409, "old-generation");
    body.put("generation", 99999999999L);
    refused(body, 400, "malformed-request");
    body.put("generation", 1);
    body.put("provenance", Map.of("parents", List.of("nope-1")));
    refused(body, 400, "invalid-value");
    body.put("provenance", Map.of("costUsd", new java.math.BigDecimal("1e-900")));
    refused(body, 400, "invalid-value");
    body.put("provenance", Map.of("parameters", java.util.Collections.singletonMap("a", null)));
    assertThat(propose(AGENT, body).statusCode()).isIn(201, 400);
    as(AGENT)
        .contentType("application/json")
        .body("{")
        .post("/api/v1/ideas")
        .then()
        .statusCode(400);
    as(AGENT).contentType("application/json").post("/api/v1/ideas").then().statusCode(400);
    for (String path :
        List.of(
            "ideas/nope",
            "ideas/a%00b",
            "ideas/00000000-0000-0000-0000-000000000000",
            "ideas/nope/patch",
            "ideas?cursor=x",
            "ideas?limit=0",
            "ideas?limit=99999999999",
            "ideas?status=NONE",
            "ideas?program=nope",
            "ideas?program=a%00b",
            "programs/nope",
            "programs/a%00b",
            "programs?cursor=a%00b",
            "generations/x",
            "generations?program=nope",
            "generations?cursor=1",
            "workspaces/sha256:00",
            "workspaces/..%2f..%2fetc")) {
      Response answer = as(RESEARCHER).urlEncodingEnabled(false).get("/api/v1/" + path);
      assertThat(answer.statusCode()).as(path).isIn(400, 404);
      assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
    }
  }

  @Test
  void wrongKindsOfTokenAreRefused() {
    String program = newProgram();
    String human = TestTokens.human("bob@local", Role.REVIEWER);
    String agent = TestTokens.agent("a", "ada@local", Role.REVIEWER);
    for (String token : List.of(human, agent, WORKER, PEER)) {
      propose(token, patch(program, GOOD)).then().statusCode(403);
    }
    String actor = TestTokens.humanThroughActor("ada@local", "bot", Role.RESEARCHER);
    byte[] file = Json.utf8(program(newName()));
    for (String token : List.of(AGENT, actor, WORKER, PEER, human)) {
      as(token)
          .contentType("application/yaml")
          .body(file)
          .post("/api/v1/programs")
          .then()
          .statusCode(403);
      as(token)
          .contentType("application/json")
          .body("{\"count\":1}")
          .post("/api/v1/programs/" + program + "/proposals")
          .then()
          .statusCode(403);
      as(token)
          .contentType("application/gzip")
          .body(new byte[1])
          .put("/api/v1/workspaces/sha256:00")
          .then()
          .statusCode(403);
    }
    as(WORKER).get("/api/v1/ideas").then().statusCode(403);
    as(agent).get("/api/v1/ideas").then().statusCode(403);
    as(human).get("/api/v1/ideas").then().statusCode(200);
    as(TestTokens.expired("ada@local", Role.RESEARCHER))
        .get("/api/v1/ideas")
        .then()
        .statusCode(401);
    as(TestTokens.unsigned("ada@local", Role.RESEARCHER))
        .get("/api/v1/ideas")
        .then()
        .statusCode(401);
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

  private static String newFile(String path, String mode) {
    return "diff --git a/%s b/%s\nnew file mode %s\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+x\n"
        .formatted(path, path, mode, path);
  }

  private static io.restassured.response.ValidatableResponse refused(
      Map<String, Object> body, int status, String type) {
    return propose(AGENT, body)
        .then()
        .log()
        .ifValidationFails()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("https://loopgate.dev/problems/" + type));
  }
}
