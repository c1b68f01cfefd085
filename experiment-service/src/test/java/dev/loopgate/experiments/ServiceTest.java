package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.PostgresResource;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.function.Supplier;

/** The running service between two fake peers. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
abstract class ServiceTest {
  FakePeer ideas;
  FakePeer reviews;

  ScriptedProgram program(String name) {
    return new ScriptedProgram(ideas, reviews, name);
  }

  static RequestSpecification researcher() {
    return RestAssured.given().auth().oauth2(TestTokens.human("ada@example.org", Role.RESEARCHER));
  }

  static RequestSpecification peer() {
    return RestAssured.given().auth().oauth2(TestTokens.service("ideas", Role.PEER));
  }

  static RequestSpecification agent() {
    return RestAssured.given()
        .auth()
        .oauth2(TestTokens.agent("evolve@x", "ada@example.org", Role.RESEARCHER));
  }

  static RequestSpecification workerToken() {
    return RestAssured.given().auth().oauth2(TestTokens.service("worker", Role.WORKER));
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
    return answer.statusCode() == 200 && state.equals(answer.jsonPath().getString("state"));
  }

  static JsonPath event(String type, Object subject) {
    for (String position = "", id; ; position = id) {
      JsonPath feed =
          peer()
              .get("/feeds/experiments?lastEventId=" + position)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      int size = feed.getList("$").size();
      assertThat(size).as("event %s of %s", type, subject).isPositive();
      for (int i = 0; i < size; i++) {
        if (type.equals(feed.getString("[" + i + "].type"))
            && subject.toString().equals(feed.getString("[" + i + "].subject"))) {
          return feed.setRootPath("[" + i + "].data");
        }
      }
      id = feed.getString("[" + (size - 1) + "].id");
    }
  }
}
