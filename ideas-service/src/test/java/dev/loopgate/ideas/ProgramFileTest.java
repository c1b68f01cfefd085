package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class ProgramFileTest extends ServiceTest {
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
