package dev.loopgate.ideas;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** What the tests of proposing ideas share: a patch that fits, and what a refusal looks like. */
@NullUnmarked
abstract class ProposingTest extends ServiceTest {
  static final String GOOD =
      """
      diff --git a/config.json b/config.json
      --- a/config.json
      +++ b/config.json
      @@ -1,4 +1,4 @@
       {
      -  "learningRate": 0.05,
      +  "learningRate": 0.08,
         "activation": "sigmoid",
         "layers": 1,
      """;

  static ValidatableResponse refused(Map<String, Object> body, int status, String type) {
    return propose(AGENT, body)
        .then()
        .log()
        .ifValidationFails()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("https://loopgate.dev/problems/" + type));
  }
}
