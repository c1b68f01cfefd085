package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.FeedSoFar;
import dev.loopgate.testkit.PostgresResource;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The running service between two fake peers. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
abstract class ServiceTest {
  private static final String RESEARCHER = TestTokens.human("ada@example.org", Role.RESEARCHER);
  private static final String PEER = TestTokens.service("ideas", Role.PEER);
  private static final FeedSoFar FEED = new FeedSoFar("experiments", PEER);
  private static final String WORKER = TestTokens.service("worker", Role.WORKER);

  FakePeer ideas;
  FakePeer reviews;

  ScriptedProgram program(String name) {
    return new ScriptedProgram(ideas, reviews, name);
  }

  static RequestSpecification researcher() {
    return RestAssured.given().auth().oauth2(RESEARCHER);
  }

  static RequestSpecification peer() {
    return RestAssured.given().auth().oauth2(PEER);
  }

  /** With a new token each time: a kill in another test ends those that agents had. */
  static RequestSpecification agent() {
    return RestAssured.given()
        .auth()
        .oauth2(TestTokens.agent("evolve@x", "ada@example.org", Role.RESEARCHER));
  }

  static RequestSpecification workerToken() {
    return RestAssured.given().auth().oauth2(WORKER);
  }

  /** Looks again until the condition holds; fails after a while with what it last saw. */
  static void eventually(String what, Supplier<Boolean> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  static JsonPath experiment(String idOrKey) {
    return researcher()
        .get("/api/v1/experiments/" + idOrKey)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static void waitForState(String key, String state) {
    eventually("state " + state + " of " + key, () -> hasState(key, state));
  }

  /** Whether there is an experiment of that key yet, in that state. */
  static boolean hasState(String key, String state) {
    var answer = researcher().get("/api/v1/experiments/" + key);
    return answer.statusCode() == 200
        && state.equals(Json.read(answer.asString(), JsonNode.class).path("state").asText());
  }

  /** What the service told with a fact of that type about that subject; the feed may lag behind. */
  static JsonPath event(String type, Object subject) {
    eventually("%s of %s".formatted(type, subject), () -> isTold(type, subject));
    return told(type, subject)
        .map(event -> JsonPath.from(Json.write(event.get("data"))))
        .orElseThrow();
  }

  /** Whether the feed serves such a fact now. */
  static boolean isTold(String type, Object subject) {
    return told(type, subject).isPresent();
  }

  private static Optional<Map<String, Object>> told(String type, Object subject) {
    return FEED.readOn().stream()
        .filter(event -> type.equals(event.get("type")))
        .filter(event -> subject.toString().equals(event.get("subject")))
        .findFirst();
  }
}
