package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.loopgate.chassis.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
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
  void malformedYamlNamesLineAndColumn() {
    invalid("apiVersion: loopgate.dev/v1\nkind: [Program\nmetadata: x\n", 400, "malformed-request")
        .body("detail", containsString("line 3, column 9"));
    invalid("a: &x [1]\nb: *x\n", 400, "malformed-request")
        .body("detail", containsString("line 2"));
    invalid("", 400, "malformed-request");
    invalid("a: 1\n---\nb: 2\n", 400, "malformed-request");
    invalid("a: 1\na: 2\n", 400, null);
    invalid("[".repeat(5000), 400, "malformed-request");
    invalid("a: \u0000", 400, "malformed-request");
    invalid("#" + "x".repeat(300_000), 413, "too-large");
    invalid("just text", 400, "invalid-value");
  }

  @Test
  void valuesOutOfRangeAreNamedWithTheirPath() {
    String good = program(newName());
    for (String[] change :
        List.of(
            new String[] {"policy: standard", "polisy: standard", "/spec/polisy"},
            new String[] {"metric: accuracy", "metric: 'a b'", "/spec/objective/metric"},
            new String[] {
              "direction: maximize", "direction: sideways", "/spec/objective/direction"
            },
            new String[] {"minSeeds: 6", "minSeeds: 1", "/spec/replication/minSeeds"},
            new String[] {"maxSeeds: 40", "maxSeeds: 1001", "/spec/replication/maxSeeds"},
            new String[] {"maxSeeds: 40", "maxSeeds: 99999999999", "/spec/replication/maxSeeds"},
            new String[] {"errorRate: 0.05", "errorRate: 1", "/spec/replication/errorRate"},
            new String[] {"errorRate: 0.05", "errorRate: .nan", ""},
            new String[] {"margin: 0.02", "margin: 1e999999", "/spec/guards/0/margin"},
            new String[] {"margin: 0.02", "margin: -1", "/spec/guards/0/margin"},
            new String[] {"timeout: 2m", "timeout: 25h", "/spec/stages/0/timeout"},
            new String[] {"trusted: true", "trusted: false", "/spec/stages/1/trusted"},
            new String[] {"consumes: [model/]", "consumes: [other/]", "/spec/stages/1/consumes"},
            new String[] {"[config.json, src/**]", "[config.json, '**']", "/spec/paths"},
            new String[] {"[config.json, src/**]", "[config.json, ../x]", "/spec/paths/editable/1"},
            new String[] {"[config.json, src/**]", "[config.json, ~]", "/spec/paths/editable/1"},
            new String[] {
              "sealed: [evaluator/**]", "sealed: [evaluater/**]", "/spec/paths/sealed/0"
            },
            new String[] {"file: config.json", "file: data/x.json", "/spec/generator/file"},
            new String[] {
              "max: 1, scale", "max: 0.0001, scale", "/spec/generator/parameters/learningRate/max"
            },
            new String[] {"layers: {", "nothere: {", "/spec/generator/parameters/nothere"},
            new String[] {"name: prog", "name: Prog", "/metadata/name"},
            new String[] {"kind: Program", "kind: Pod", "/kind"},
            new String[] {"source: {directory: .}", "source: {}", "/spec/source"},
            new String[] {
              "source: {directory: .}", "source: {git: 'ssh://x/y'}", "/spec/source/git"
            },
            new String[] {
              "command: [java, src/Train.java]", "command: []", "/spec/stages/0/command"
            },
            new String[] {"replication: {", "x: {", "/spec/replication/minSeeds"},
            new String[] {
              "minimumEffect: 0.0", "minimumEffect: 0, transform: log", "/spec/objective/transform"
            },
            new String[] {
              "minimumEffect: 0.0",
              "minimumEffect: 0, plausibleEffect: 0",
              "/spec/objective/plausibleEffect"
            },
            new String[] {
              "minimumEffect: 0.0",
              "minimumEffect: 0.2, plausibleEffect: 0.2",
              "/spec/objective/plausibleEffect"
            },
            new String[] {
              "timeout: 2m", "timeout: 2m, replicate: often", "/spec/stages/0/replicate"
            },
            new String[] {
              "timeout: 2m", "timeout: 2m, replicate: true", "/spec/stages/0/replicate"
            },
            with("tripwires: {invalidate: [NETWORK]}", "/spec/tripwires/invalidate/0"),
            with("tripwires: {invalidate: [network_attempt]}", "/spec/tripwires/invalidate/0"),
            with("tripwires: {invalidate: [CPU_FLOOD, CPU_FLOOD]}", "/spec/tripwires/invalidate/1"),
            with("tripwires: {}", "/spec/tripwires/invalidate"),
            with("tripwires: {invalidate: }", "/spec/tripwires/invalidate"),
            with("tripwires: {invalidates: []}", "/spec/tripwires/invalidate"),
            with("canaries: {every: 1}", "/spec/canaries/every"),
            with("canaries: {every: 1001}", "/spec/canaries/every"),
            with("canaries: {every: two}", "/spec/canaries/every"),
            with("canaries: {}", "/spec/canaries"),
            with("canaries: {impossible: false}", "/spec/canaries"),
            with("canaries: {evry: 5}", "/spec/canaries/evry"))) {
      Response answer = apply(good.replace(change[0], change[1]), upload(files()));
      assertThat(answer.statusCode()).as(change[1]).isEqualTo(400);
      assertThat(answer.jsonPath().getList("errors.pointer", String.class))
          .as(change[1] + " " + answer.asString())
          .contains(change[2]);
    }
    apply(good, null)
        .then()
        .statusCode(400)
        .body("detail", containsString("PUT /api/v1/workspaces"));
    apply(good, "sha256:" + "0".repeat(64)).then().statusCode(400);
  }

  private static String[] with(String line, String pointer) {
    return new String[] {"policy: standard", "policy: standard\n  " + line, pointer};
  }

  @Test
  void problemNamesTheKindsOfFlagsThatThereAre() {
    apply(
            program(newName())
                .replace("policy: standard", "policy: standard\n  tripwires: {invalidate: [X]}"),
            upload(files()))
        .then()
        .statusCode(400)
        .body("detail", containsString("BAD_METRIC, CLAIM_FAR_FROM_MEASUREMENT, CLOCK_TRICK"));
  }

  @Test
  void canariesThatAgentsCouldReadInTheWorkspaceAreRefused() {
    String name = newName();
    String file =
        program(name)
            .replace("policy: standard", "policy: standard\n  canaries: {impossible: true}");
    Map<String, String> workspace = new HashMap<>(files());
    workspace.put("program.yaml", file);
    apply(file, upload(workspace))
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/spec/canaries"))
        .body("detail", containsString("program.yaml"));
    apply(file.replace("[evaluator/**]", "[evaluator/**, program.yaml]"), upload(workspace))
        .then()
        .statusCode(201);
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
  void tarballThatIsSealedInOneProgramIsSealedInAll() {
    String upload = upload(files());
    String open = newName();
    apply(program(open).replace("sealed: [evaluator/**]", "sealed: []"), upload)
        .then()
        .statusCode(201);
    String sealed = newName();
    apply(program(sealed), upload).then().statusCode(201);
    String evaluator =
        as(AGENT)
            .get("/api/v1/generations?program=" + sealed)
            .jsonPath()
            .getString("items[0].evaluatorWorkspace");
    as(AGENT).get("/api/v1/workspaces/" + evaluator).then().statusCode(403);
  }

  @Test
  void uploadUnderAWrongNameTakesNothingAway() {
    String upload = upload(files());
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(TestTarball.of(files()))
        .put("/api/v1/workspaces/sha256:" + "0".repeat(64))
        .then()
        .statusCode(400);
    apply(program(newName()), upload).then().statusCode(201);
  }

  @Test
  void dryRunIsTrueOrFalse() {
    as(RESEARCHER)
        .contentType("application/yaml")
        .body(program(newName()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/api/v1/programs?dryRun=yes")
        .then()
        .statusCode(400);
  }

  @Test
  void documentsOfManyMegabytesAreRefusedUnread() {
    as(AGENT)
        .contentType("application/json")
        .body("{\"program\":\"" + "x".repeat(5 << 20) + "\"}")
        .post("/api/v1/ideas")
        .then()
        .statusCode(413)
        .body("type", containsString("too-large"));
  }

  @Test
  void unsafeTarballsAreRefused() {
    for (String path :
        List.of("../x", "/etc/x", "a/../../x", ".git/config", "a/.GIT/x", "a\\b", "a\u202Eb")) {
      refusedUpload(TestTarball.of(Map.of(path, "1")), 422);
    }
    refusedUpload(TestTarball.special("link", TarConstants.LF_SYMLINK, "/etc/passwd"), 422);
    refusedUpload(TestTarball.special("link", TarConstants.LF_LINK, "config.json"), 422);
    refusedUpload(TestTarball.special("dev", TarConstants.LF_CHR, ""), 422);
    refusedUpload(TestTarball.of(Map.of("a", "1", "A", "2")), 422);
    refusedUpload(TestTarball.of(Map.of()), 422);
    refusedUpload("no tarball".getBytes(java.nio.charset.StandardCharsets.UTF_8), 422);
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i <= 10_000; i++) {
      many.put("f" + i, "");
    }
    refusedUpload(TestTarball.of(many), 422);
    refusedUpload(TestTarball.of(Map.of("big", "0".repeat((64 << 20) + 1))), 422);
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(TestTarball.of(files()))
        .put("/api/v1/workspaces/sha256:" + "0".repeat(64))
        .then()
        .statusCode(400);
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

  private static void refusedUpload(byte[] tar, int status) {
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(tar)
        .put("/api/v1/workspaces/" + Json.digest(tar))
        .then()
        .log()
        .ifValidationFails()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  private static ValidatableResponse invalid(String file, int status, String type) {
    ValidatableResponse answer =
        apply(file, null)
            .then()
            .log()
            .ifValidationFails()
            .statusCode(status)
            .contentType("application/problem+json");
    return type == null ? answer : answer.body("type", containsString(type));
  }
}
