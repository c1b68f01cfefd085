package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class GeneratorTest extends ServiceTest {
  @Test
  void generatorMakesWhatWasAskedTwoAtATimeAndLearns() {
    String program = newProgram();
    ask(program, program + "-ask");
    ask(program, program + "-ask");
    Set<String> told = new HashSet<>();
    await(() -> ideas(program).getList("items").size() == 2 ? true : null);
    for (int round = 0; round < 6; round++) {
      JsonPath open = await(() -> untold(program, told));
      assertThat(open.getList("items.findAll { it.status == 'OPEN' && it.verdict == null }"))
          .hasSizeLessThanOrEqualTo(2);
      String key = open.getString("items.find { it.verdict == null }.key");
      told.add(key);
      JsonPath idea = as(AGENT).get("/api/v1/ideas/" + key).jsonPath();
      double effect = idea.getString("summary").startsWith("layers") ? 0.02 : -0.01;
      experiments.tell(
          ExperimentConcluded.TYPE,
          "x",
          AdoptionTest.concluded(idea, Verdict.Outcome.NOT_SHOWN, effect));
      await(() -> as(AGENT).get("/api/v1/ideas/" + key).jsonPath().get("verdict"));
    }

    JsonPath all = ideas(program);
    assertThat(all.getList("items")).hasSize(6);
    assertThat(all.getList("items.provenance.principal", String.class))
        .containsOnly("evolve@" + program);
    assertThat(all.getList("items.provenance.kind", String.class)).containsOnly("AGENT");
    assertThat(all.getList("items[0].authors")).containsExactly("evolve@" + program, "ada@local");
    assertThat(all.getList("items.summary", String.class)).doesNotHaveDuplicates();
    assertThat(all.getString("items[0].provenance.model")).isEqualTo("evolve/1");
    JsonPath requests = as(RESEARCHER).get("/api/v1/programs/" + program + "/proposals").jsonPath();
    assertThat(requests.getList("items")).hasSize(1);
    assertThat(requests.getString("items[0].state")).isEqualTo("DONE");
    assertThat(feed("idea.proposed", program))
        .hasSize(6)
        .allMatch(event -> Json.write(event).contains("\"generator\":\"evolve/1\""));
  }

  @Test
  void fileMayAskForIdeasAndTinySpacesRunOut() {
    String name = newName();
    String file = program(name);
    file =
        file.substring(0, file.indexOf("    parameters:"))
            + "    parameters: {activation: {choices: [sigmoid, relu]}}\n    ideas: 3\n";
    apply(file, upload(files())).then().log().ifValidationFails().statusCode(201);
    JsonPath requests =
        await(() -> {
          JsonPath now = as(RESEARCHER).get("/api/v1/programs/" + name + "/proposals").jsonPath();
          return now.getString("items[0].state").equals("EXHAUSTED") ? now : null;
        });
    assertThat(requests.getInt("items[0].proposed")).isEqualTo(1);
    assertThat(ideas(name).getList("items.summary"))
        .isEqualTo(List.of("activation sigmoid → relu"));
  }

  @Test
  void badRequestsAreRefused() {
    String program = newProgram();
    for (String body : List.of("{}", "{\"count\":0}", "{\"count\":1001}", "{\"count\":\"x\"}")) {
      as(RESEARCHER)
          .contentType("application/json")
          .body(body)
          .post("/api/v1/programs/" + program + "/proposals")
          .then()
          .statusCode(400);
    }
    String name = newName();
    String file = program(name);
    apply(file.substring(0, file.indexOf("  generator:")), upload(files())).then().statusCode(201);
    as(RESEARCHER)
        .contentType("application/json")
        .body("{\"count\":1}")
        .post("/api/v1/programs/" + name + "/proposals")
        .then()
        .statusCode(409)
        .body("type", containsString("no-generator"));
  }

  private static void ask(String program, String key) {
    as(RESEARCHER)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body("{\"count\":6}")
        .post("/api/v1/programs/" + program + "/proposals")
        .then()
        .log()
        .ifValidationFails()
        .statusCode(202);
  }

  private static JsonPath ideas(String program) {
    return as(AGENT).get("/api/v1/ideas?program=" + program).jsonPath();
  }

  private static JsonPath untold(String program, Set<String> told) {
    JsonPath now = ideas(program);
    String key = now.getString("items.find { it.verdict == null }.key");
    return key == null || told.contains(key) ? null : now;
  }
}
