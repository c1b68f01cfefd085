package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.testkit.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the tests of stops share: a program to stop, who stops it, and the way out. */
abstract class StoppingTest extends DeskTest {
  static final String AGENT = TestTokens.agent("scout", "researcher@local");
  static final String OPERATOR = TestTokens.human("operator@local", Role.OPERATOR);

  Subject knownProgram() {
    return knownProgram("standard");
  }

  Subject knownProgram(String policy) {
    Subject subject = newSubject();
    tellProgram(subject, policy);
    return subject;
  }

  /** Waits until the program is known here, as nobody can stop what nobody knows. */
  static JsonPath stopped(String token, @Nullable String scope, String reason) {
    Response answer = answered(token, scope, reason);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer.jsonPath();
  }

  static Response answered(String token, @Nullable String scope, String reason) {
    return await(() -> {
      Response tried = stop(token, scope, "FREEZE", reason);
      return tried.statusCode() == 404 ? null : tried;
    });
  }

  static Response stop(String token, @Nullable String scope, String level, String reason) {
    Map<String, String> body = new HashMap<>(Map.of("level", level, "reason", reason));
    if (scope != null) {
      body.put("scope", scope);
    }
    return as(token).body(body).post("/api/v1/stops");
  }

  static Response ask(String token, String key) {
    return as(token)
        .body(Map.of("reason", "looked into it"))
        .post("/api/v1/stops/" + key + "/resumption");
  }

  static void resume(String key) {
    ask(OPERATOR, key);
    vote(OTHER_REVIEWER, awaitReview(key + "-resume"), "APPROVE");
    assertThat(get(key).getString("state")).isEqualTo("RESUMED");
  }

  static JsonPath get(String idOrKey) {
    return as(AGENT).get("/api/v1/stops/" + idOrKey).jsonPath();
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  static Map<String, Object> data(List<Map<String, Object>> events, int n) {
    assertThat(events).hasSizeGreaterThan(n);
    return (Map<String, Object>) Objects.requireNonNull(events.get(n).get("data"));
  }
}
