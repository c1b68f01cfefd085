package dev.loopgate.experiments;

import static org.hamcrest.Matchers.containsString;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SilenceTest extends ServiceTest {
  private final UUID id = UUID.randomUUID();
  private final String name = "loud-" + id;

  @Test
  void aSilencedAgentFindsEveryDoorThatChangesSomethingClosedAndReads() {
    reviews.tell(
        SilenceChanged.TYPE,
        id,
        new SilenceChanged(id, name, "grace@local", "it never stops", Instant.EPOCH, null));

    Eventually.holds("silence of " + name, () -> tagged().asString().contains("/agent-silenced"));

    tagged().then().statusCode(403).body("detail", containsString("grace@local silenced agent"));
    agentOfThatName().get("/api/v1/experiments").then().statusCode(200);
  }

  private Response tagged() {
    return agentOfThatName()
        .contentType("application/json")
        .body("{\"key\":\"k\",\"value\":\"x\"}")
        .post("/api/v1/runs/" + UUID.randomUUID() + "/tags");
  }

  private RequestSpecification agentOfThatName() {
    return RestAssured.given()
        .auth()
        .oauth2(TestTokens.agent(name, "ada@example.org", Role.RESEARCHER));
  }
}
