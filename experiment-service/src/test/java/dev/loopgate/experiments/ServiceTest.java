package dev.loopgate.experiments;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.FeedSoFar;
import dev.loopgate.testkit.LightClient;
import dev.loopgate.testkit.LightClient.Answer;
import dev.loopgate.testkit.PostgresResource;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running service between two fake peers. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
abstract class ServiceTest {
  private static final String RESEARCHER = TestTokens.human("ada@example.org", Role.RESEARCHER);
  static final LightClient READER = new LightClient(RESEARCHER);
  private static final String PEER = TestTokens.service("ideas", Role.PEER);
  private static final FeedSoFar FEED = new FeedSoFar("experiments", PEER);
  static final String WORKER = TestTokens.service("worker", Role.WORKER);

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

  static JsonPath experiment(String idOrKey) {
    return researcher()
        .get("/api/v1/experiments/" + idOrKey)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static void waitForState(String key, String state) {
    Eventually.holds("state " + state + " of " + key, () -> hasState(key, state));
  }

  /** Whether there is an experiment of that key yet, in that state. */
  static boolean hasState(String key, String state) {
    Answer answer = READER.get("/api/v1/experiments/" + key);
    return answer.status() == 200 && state.equals(answer.json().path("state").asText());
  }

  /** What the service told with a fact of that type about that subject; the feed may lag behind. */
  static JsonPath event(String type, Object subject) {
    Eventually.holds("%s of %s".formatted(type, subject), () -> isTold(type, subject));
    return told(type, subject)
        .map(event -> JsonPath.from(Json.write(event.get("data"))))
        .orElseThrow();
  }

  /** Whether the feed serves such a fact now. */
  static boolean isTold(String type, Object subject) {
    return told(type, subject).isPresent();
  }

  /** All that the feed serves now of that type, oldest first. */
  static List<Map<String, Object>> toldOf(String type) {
    return FEED.readOn().stream().filter(event -> type.equals(event.get("type"))).toList();
  }

  private static Optional<Map<String, Object>> told(String type, Object subject) {
    return FEED.readOn().stream()
        .filter(event -> type.equals(event.get("type")))
        .filter(event -> subject.toString().equals(event.get("subject")))
        .findFirst();
  }
}
