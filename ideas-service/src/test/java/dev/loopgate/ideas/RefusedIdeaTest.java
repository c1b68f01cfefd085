package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class RefusedIdeaTest extends ProposingTest {
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

  private static String newFile(String path, String mode) {
    return "diff --git a/%s b/%s\nnew file mode %s\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+x\n"
        .formatted(path, path, mode, path);
  }
}
