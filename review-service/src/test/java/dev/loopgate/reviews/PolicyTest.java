package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PolicyTest extends DeskTest {
  private static final String ADMIN = TestTokens.human("admin@local", Role.ADMIN, Role.REVIEWER);

  @Test
  void aNewNameIsInForceAtOnceAndTheSameFileAgainChangesNothing() {
    String file = named("careful");

    Response first = apply(ADMIN, file);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.jsonPath().getString("outcome")).isEqualTo("CREATED");
    assertThat(apply(ADMIN, file).jsonPath().getString("outcome")).isEqualTo("UNCHANGED");
    assertThat(view("careful")).isEqualTo("careful@1");
  }

  @Test
  void checkingChangesNothingAndAnybodyMayCheck() {
    assertThat(post(REVIEWER, "/api/v1/policies/check", named("checked")).statusCode())
        .isEqualTo(200);
    assertThat(post(ADMIN, "/api/v1/policies?dryRun=true", named("checked")).statusCode())
        .isEqualTo(200);

    assertThat(as(REVIEWER).get("/api/v1/policies/checked").statusCode()).isEqualTo(404);
  }

  @Test
  void aBrokenFileIsRefusedWithThePlacesOfItsFaults() {
    Response refused =
        apply(ADMIN, named("broken").replace("review.verdict ==", "review.verdct =="));

    assertProblem(refused, 422, "broken-policy");
    assertThat(refused.jsonPath().getString("errors[0].pointer"))
        .matches("policy\\.yaml:[0-9]+:[0-9]+");
    assertThat(as(REVIEWER).get("/api/v1/policies/broken").statusCode()).isEqualTo(404);
  }

  @Test
  void reviewersAndAgentsApplyNoPolicies() {
    String agent = TestTokens.agent("agent@x", "researcher@local", Role.ADMIN, Role.SAFETY);

    assertThat(apply(REVIEWER, named("mine")).statusCode()).isEqualTo(403);
    assertThat(apply(agent, named("mine")).statusCode()).isEqualTo(403);
  }

  @Test
  void aChangeIsJudgedUnderTheVersionInForceAndNotByWhoAsksForIt() {
    apply(ADMIN, named("stern"));
    String lenient = named("stern").replace("idea.changedLines <= 400", "idea.changedLines <= 9");

    Response proposed = apply(ADMIN, lenient);

    assertThat(proposed.jsonPath().getString("outcome")).isEqualTo("PROPOSED");
    assertThat(apply(ADMIN, lenient).jsonPath().getString("review"))
        .isEqualTo(proposed.jsonPath().getString("review"));
    assertThat(view("stern")).isEqualTo("stern@1");
    ReviewView review = awaitReview(proposed.jsonPath().getString("review"));
    assertThat(review.policy()).isEqualTo("stern@1");
    assertProblem(vote(ADMIN, review, "APPROVE"), 403, "own-idea");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(view("stern")).isEqualTo("stern@1");

    assertThat(vote(SAFETY, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(awaitReview(review.key()).state()).isEqualTo(ReviewState.DECIDED);
    assertThat(view("stern")).isEqualTo("stern@2");
    assertThat(
            as(REVIEWER)
                .get("/api/v1/policies/stern")
                .jsonPath()
                .getString("policy.spec.reviews.CLEARANCE.decidedWhen"))
        .contains("<= 9");
  }

  @Test
  void anotherChangeOfTheSameVersionIsOutdatedByTheOneThatCame() {
    apply(ADMIN, named("twice"));
    String one = named("twice").replace("dailyLoad: 20", "dailyLoad: 21");
    String two = named("twice").replace("dailyLoad: 20", "dailyLoad: 22");
    String first = apply(ADMIN, one).jsonPath().getString("review");
    String second = apply(ADMIN, two).jsonPath().getString("review");

    vote(REVIEWER, awaitReview(second), "APPROVE");
    vote(SAFETY, awaitReview(second), "APPROVE");

    assertThat(view("twice")).isEqualTo("twice@2");
    assertThat(awaitReview(first).state()).isEqualTo(ReviewState.SUPERSEDED);
  }

  private static String named(String name) {
    return TestPolicies.text("standard").replace("name: standard,", "name: " + name + ",");
  }

  private static String view(String name) {
    return as(REVIEWER).get("/api/v1/policies/" + name).jsonPath().getString("ref");
  }

  private static Response apply(String token, String file) {
    return applyPolicy(token, file);
  }

  private static Response post(String token, String path, String file) {
    return as(token)
        .contentType("application/yaml")
        .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(path);
  }
}
