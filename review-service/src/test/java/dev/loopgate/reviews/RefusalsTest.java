package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefusalsTest extends DeskTest {
  @Test
  void anAgentThatTriesToVoteIsInTheLogOnceHoweverOftenItTries() {
    String agent = TestTokens.agent("eager@refusals", "ada@local", Role.values());
    for (int i = 0; i < 5; i++) {
      assertProblem(vote(agent, "some-review", "sha256:0", "APPROVE"), 403, "forbidden");
    }

    assertThat(told("access.refused", "eager@refusals"))
        .singleElement()
        .satisfies(event ->
            assertThat(data(event))
                .containsEntry("operation", "castVote")
                .containsEntry("problem", "forbidden")
                .containsEntry("kind", "AGENT")
                .containsEntry("sponsor", "ada@local")
                .containsEntry("path", "/api/v1/reviews/some-review/votes"));
  }

  @Test
  void aVoteOnSomethingOutdatedIsInTheLogToo() {
    ReviewView review = openAdoption();
    String late = TestTokens.human("late@refusals", Role.REVIEWER);
    assertProblem(vote(late, review.key(), "sha256:" + "0".repeat(64), "APPROVE"), 412, "stale");

    assertThat(told("access.refused", "late@refusals"))
        .singleElement()
        .satisfies(event -> assertThat(data(event)).containsEntry("problem", "stale"));
  }

  @Test
  void whatIsAskedInVainIsNoRefusal() {
    String curious = TestTokens.human("curious@refusals", Role.REVIEWER);
    assertThat(as(curious).get("/api/v1/reviews/nothing").statusCode()).isEqualTo(404);

    assertThat(told("access.refused", "curious@refusals")).isEmpty();
  }

  @Test
  void badTokensAreCountedByWhatIsWrongWithThem() {
    assertThat(as(TestTokens.expired("x", Role.REVIEWER)).get("/api/v1/reviews").statusCode())
        .isEqualTo(401);
    assertThat(as(TestTokens.forAudience("y", "x")).get("/api/v1/reviews").statusCode())
        .isEqualTo(401);

    assertThat(RestAssured.get("/q/metrics").asString())
        .contains("loopgate_tokens_refused_total{reason=\"expired\"}")
        .contains("loopgate_tokens_refused_total{reason=\"audience\"}");
  }

  @Test
  void aTokenIsAnnouncedOnceAndWithoutWhatItTakesToUseIt() {
    String token = TestTokens.agent("new@refusals", "ada@local", Role.RESEARCHER);

    Response first = as(token).post("/log/tokens");
    Response second = as(token).post("/log/tokens");

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(first.jsonPath().getString("subject")).isEqualTo("new@refusals");
    assertThat(first.jsonPath().getString("sponsor")).isEqualTo("ada@local");
    assertThat(first.jsonPath().getList("roles")).isEqualTo(List.of("researcher"));
    assertThat(first.asString()).doesNotContain(token.split("\\.")[2]);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(Map<String, Object> event) {
    return (Map<String, Object>) Objects.requireNonNull(event.get("data"));
  }
}
