package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@NullUnmarked
class ProgramTest extends ServiceTest {
  @Test
  void applyingCreatesProgramAndFirstGeneration() throws Exception {
    String name = newName();
    String upload = upload(files());
    JsonPath program = apply(program(name), upload).then().statusCode(201).extract().jsonPath();

    assertThat(program.getString("outcome")).isEqualTo("CREATED");
    assertThat(program.getInt("currentGeneration")).isEqualTo(1);
    JsonPath generation = as(AGENT).get("/api/v1/generations?program=" + name).jsonPath();
    assertThat(generation.getString("items[0].tag")).isEqualTo(name + "/generation-1");
    String baseline = generation.getString("items[0].baselineWorkspace");
    String evaluator = generation.getString("items[0].evaluatorWorkspace");
    assertThat(TestTarball.files(download(AGENT, baseline)).keySet())
        .containsExactly("config.json", "data/train.csv", "src/Train.java");
    assertThat(TestTarball.files(download(WORKER, evaluator)).keySet())
        .contains("evaluator/Evaluate.java", "evaluator/test.csv");
    for (String token : List.of(AGENT, RESEARCHER)) {
      as(token).get("/api/v1/workspaces/" + evaluator).then().statusCode(403);
      as(token).get("/api/v1/workspaces/" + upload).then().statusCode(403);
    }
    assertThat(feed("program.applied", name)).hasSize(1);
    assertThat(feed("generation.advanced", name)).hasSize(1);
    assertThat(position("program.applied", name))
        .as("followers need the rules before the generation that they hold for")
        .isLessThan(position("generation.advanced", name));

    Path file = data.resolve("workspaces").resolve(baseline.substring(7) + ".tar.gz");
    Files.delete(file);
    assertThat(Json.digest(download(AGENT, baseline))).isEqualTo(baseline);
  }

  private static long position(String type, String program) {
    String id = feed(type, program).getFirst().get("id").toString();
    return Long.parseLong(id.substring(id.indexOf('-') + 1));
  }

  @Test
  void applyingAgainChangesOnlyWhatMayChange() {
    String name = newProgram();
    apply(program(name), null).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
    apply(program(name).replace("title: Digits", "title: Other"), null)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("CHANGED"))
        .body("version", equalTo(2));
    String titled = program(name).replace("title: Digits", "title: Other");
    for (String[] change :
        List.of(
            new String[] {"metric: accuracy", "metric: f1", "objective"},
            new String[] {"margin: 0.02", "margin: 0.5", "guards"},
            new String[] {"errorRate: 0.05", "errorRate: 0.5", "replication"},
            new String[] {"timeout: 2m", "timeout: 3m", "stages"},
            new String[] {"concurrentRuns: 2", "concurrentRuns: 3", "budget"},
            new String[] {"policy: standard", "policy: lax", "policy"},
            new String[] {"[config.json, src/**]", "[config.json]", "paths"})) {
      apply(titled.replace(change[0], change[1]), null)
          .then()
          .statusCode(202)
          .body("outcome", equalTo("PROPOSED"))
          .body("version", equalTo(2))
          .body("ruleChange.changedFields", equalTo(List.of(change[2])));
    }
    Map<String, String> tampered = new HashMap<>(files());
    tampered.put("evaluator/Evaluate.java", "class Evaluate { int always = 1; }\n");
    apply(titled, upload(tampered))
        .then()
        .statusCode(202)
        .body("ruleChange.changedFields", equalTo(List.of("evaluator")));
    apply(titled, upload(files())).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
    as(AGENT).get("/api/v1/programs/" + name).then().body("version", equalTo(2));
  }

  @Test
  void dryRunChangesNothing() {
    String name = newName();
    as(RESEARCHER)
        .contentType("application/yaml")
        .body(Json.utf8(program(name)))
        .queryParam("dryRun", true)
        .queryParam("workspace", upload(files()))
        .post("/api/v1/programs")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("CREATED"));
    as(AGENT).get("/api/v1/programs/" + name).then().statusCode(404);
  }

  @Test
  void everythingThatJudgesIsKeptAndIsARule() {
    String name = newName();
    String full =
        program(name)
            .replace(
                "minimumEffect: 0.0", "minimumEffect: 0.0, transform: sign, plausibleEffect: 0.2")
            .replace("trusted: true,", "trusted: true, replicate: true,")
            .replace(
                "policy: standard",
                "policy: isolated\n  tripwires: {invalidate: []}\n  canaries: {every: 4}");
    apply(full, upload(files())).then().log().ifValidationFails().statusCode(201);

    as(RESEARCHER)
        .get("/api/v1/programs/" + name)
        .then()
        .body("spec.objective.transform", equalTo("SIGN"))
        .body("spec.objective.plausibleEffect", equalTo(0.2f))
        .body("spec.stages[1].replicate", equalTo(true))
        .body("spec.stages[0].replicate", equalTo(false))
        .body("spec.tripwires.invalidate", equalTo(List.of()))
        .body("spec.canaries.every", equalTo(4));
    apply(full, null).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
    for (String[] change :
        List.of(
            new String[] {"transform: sign", "transform: clip", "objective"},
            new String[] {"plausibleEffect: 0.2", "plausibleEffect: 0.3", "objective"},
            new String[] {"replicate: true", "replicate: false", "stages"},
            new String[] {"invalidate: []", "invalidate: [CPU_FLOOD]", "tripwires"},
            new String[] {"every: 4", "every: 5", "canaries"},
            new String[] {"  canaries: {every: 4}\n", "", "canaries"})) {
      apply(full.replace(change[0], change[1]), null)
          .then()
          .statusCode(202)
          .body("outcome", equalTo("PROPOSED"))
          .body("version", equalTo(1))
          .body("ruleChange.changedFields", equalTo(List.of(change[2])));
    }
  }

  @Test
  void programStartsFromAGitRepository(@TempDir Path directory) throws Exception {
    try (Git git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
      for (Map.Entry<String, String> file : files().entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("start")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
    }
    String name = newName();
    String file =
        program(name)
            .replace("{directory: .}", "{git: '%s', ref: main}".formatted(directory.toUri()));
    apply(file, null).then().log().ifValidationFails().statusCode(201);
    propose(AGENT, idea(name, Map.of("config.json", config("0.05", "0.1")))).then().statusCode(201);
    String missing = file.replace("ref: main", "ref: none").replace(name, newName());
    apply(missing, null)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/spec/source/git"));
  }
}
