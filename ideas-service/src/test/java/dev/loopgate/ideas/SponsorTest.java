package dev.loopgate.ideas;

import static org.hamcrest.Matchers.containsString;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class SponsorTest extends ServiceTest {
  private final String person = "person-" + UUID.randomUUID();
  private final String agent = TestTokens.agent("of-" + person, person, Role.RESEARCHER);
  private String program;

  @BeforeEach
  void apply() {
    program = newProgram();
  }

  @Test
  void nobodyAnswersForAnAgentWhomNobodyHasSeen() {
    refused(propose(agent, change(program, "0.1")));

    as(TestTokens.human("  " + person.toUpperCase(Locale.ROOT)))
        .get("/api/v1/programs")
        .then()
        .statusCode(200);

    propose(agent, change(program, "0.1")).then().statusCode(201);
  }

  @Test
  void anotherTokenOfAnAgentIsNoPerson() {
    as(agent).get("/api/v1/programs").then().statusCode(200);
    as(TestTokens.agent(person, "ada@local", Role.RESEARCHER))
        .get("/api/v1/programs")
        .then()
        .statusCode(200);
    String actor = TestTokens.humanThroughActor(person, "bot", Role.RESEARCHER);
    as(actor).get("/api/v1/programs").then().statusCode(200);

    refused(propose(agent, change(program, "0.2")));
    refused(propose(actor, change(program, "0.2")));
  }

  @Test
  void whoIsListedNeedNotHaveBeenHere() {
    String listed = TestTokens.agent("of-listed", "Listed@local", Role.RESEARCHER);

    propose(listed, change(program, "0.3")).then().statusCode(201);
  }

  private static Map<String, Object> change(String program, String rate) {
    return idea(program, Map.of("config.json", config("0.05", rate)));
  }

  private static void refused(Response response) {
    response
        .then()
        .statusCode(403)
        .body("type", containsString("/unknown-sponsor"))
        .body("detail", containsString("loopgate.people"));
  }
}
