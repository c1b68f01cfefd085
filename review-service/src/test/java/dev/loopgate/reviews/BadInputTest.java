package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputTest extends DeskTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/reviews/nothing",
        "/api/v1/reviews/%00",
        "/api/v1/reviews/00000000-0000-0000-0000-000000000000",
        "/api/v1/reviews/00000000-0000-0000-0000-00000000000Z",
        "/api/v1/policies/lenient",
        "/api/v1/policies/%00",
        "/api/v1/decisions/nothing",
        "/api/v1/decisions/00000000-0000-0000-0000-000000000000",
        "/api/v1/nothing"
      })
  void whatDoesNotExistIsNotFound(String path) {
    assertProblem(as(REVIEWER).urlEncodingEnabled(false).get(path), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/reviews?limit=0",
        "/api/v1/reviews?limit=201",
        "/api/v1/reviews?limit=99999999999",
        "/api/v1/reviews?limit=NaN",
        "/api/v1/reviews?state=MAYBE",
        "/api/v1/reviews?kind=%00",
        "/api/v1/reviews?cursor=abc",
        "/api/v1/decisions?cursor=%00",
        "/log/entries?after=-2",
        "/log/entries?after=99999999999999999999",
        "/log/entries?limit=1000"
      })
  void parametersOutOfRangeAreNamed(String path) {
    assertProblem(as(REVIEWER).urlEncodingEnabled(false).get(path), 400, "invalid-value");
  }

  @Test
  void programsThatNobodyKnowsHaveNoReviews() {
    for (String program : List.of("nobody", "%00", UUID.randomUUID().toString())) {
      Response response =
          as(REVIEWER).urlEncodingEnabled(false).get("/api/v1/reviews?program=" + program);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.jsonPath().getList("items")).isEmpty();
    }
  }

  @Test
  void votesWithoutAProperReasonAreRefused() {
    ReviewView review = openAdoption();
    List<Map<String, String>> bodies =
        List.of(
            Map.of("value", "APPROVE"),
            Map.of("reason", "no value"),
            Map.of("value", "APPROVE", "reason", ""),
            Map.of("value", "APPROVE", "reason", "   "),
            Map.of("value", "APPROVE", "reason", "x".repeat(2001)),
            Map.of("value", "APPROVE", "reason", "nul \u0000"),
            Map.of("value", "APPROVE", "reason", "line\nbreak"),
            Map.of("value", "APPROVE", "reason", "bidi \u202e override"));

    for (Map<String, String> body : bodies) {
      assertProblem(post(review, Json.write(body)), 400, "invalid-value");
    }
    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void bodiesThatAreNoVotesAreRefused() {
    ReviewView review = openAdoption();

    assertProblem(post(review, "{"), 400, "malformed-request");
    assertProblem(post(review, "[]"), 400, "malformed-request");
    assertProblem(post(review, "{\"value\":\"MAYBE\",\"reason\":\"x\"}"), 400, "malformed-request");
    assertProblem(post(review, "{\"value\":0,\"reason\":\"x\"}"), 400, "malformed-request");
    assertProblem(
        post(review, "{\"value\":\"VETO\",\"value\":\"APPROVE\",\"reason\":\"x\"}"),
        400,
        "malformed-request");
    assertProblem(post(review, "null"), 400, "invalid-value");
    assertThat(
            as(REVIEWER)
                .contentType("text/plain")
                .body("yes")
                .post("/api/v1/reviews/" + review.key() + "/votes")
                .statusCode())
        .isEqualTo(415);
    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void votesOnKeysThatNobodyCanHaveAreRefused() {
    Response response =
        as(REVIEWER)
            .urlEncodingEnabled(false)
            .header("If-Match", "\"sha256:0\"")
            .body(Map.of("value", "ABSTAIN", "reason", "x"))
            .post("/api/v1/reviews/%00/votes");
    assertProblem(response, 404, "not-found");
  }

  @Test
  void headersThatNobodyCanMeanAreRefused() {
    ReviewView review = openAdoption();
    Response stale =
        as(REVIEWER)
            .header("If-Match", "*")
            .body(Map.of("value", "APPROVE", "reason", "fine"))
            .post("/api/v1/reviews/" + review.key() + "/votes");
    assertProblem(stale, 412, "stale");
    Response longKey =
        as(REVIEWER)
            .header("If-Match", "\"" + review.dossierDigest() + "\"")
            .header("Idempotency-Key", "k".repeat(201))
            .body(Map.of("value", "APPROVE", "reason", "fine"))
            .post("/api/v1/reviews/" + review.key() + "/votes");
    assertProblem(longKey, 400, "invalid-value");
    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void withoutATokenNothingIsShown() {
    for (String path : List.of("/api/v1/reviews", "/api/v1/policies", "/log/entries")) {
      assertProblem(io.restassured.RestAssured.get(path), 401, "unauthenticated");
    }
  }

  @Test
  void listsArePagedByKeyset() {
    openAdoption();
    openAdoption();
    String first = as(REVIEWER).get("/api/v1/reviews?limit=1").jsonPath().getString("items[0].key");
    String cursor = as(REVIEWER).get("/api/v1/reviews?limit=1").jsonPath().getString("nextCursor");

    String second =
        as(REVIEWER)
            .get("/api/v1/reviews?limit=1&cursor=" + cursor)
            .jsonPath()
            .getString("items[0].key");

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void shippedPoliciesAreThereByNameAndByVersion() {
    assertThat(as(REVIEWER).get("/api/v1/policies/standard").jsonPath().getString("ref"))
        .isEqualTo("standard@1");
    assertThat(
            as(REVIEWER)
                .get("/api/v1/policies/standard@1")
                .jsonPath()
                .getString("policy.metadata.name"))
        .isEqualTo("standard");
    assertThat(as(REVIEWER).get("/api/v1/policies").jsonPath().getList("items.ref"))
        .containsExactly("high-assurance@1", "isolated@1", "solo@1", "standard@1");
  }

  private static Response post(ReviewView review, String body) {
    return as(REVIEWER)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(body)
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }
}
