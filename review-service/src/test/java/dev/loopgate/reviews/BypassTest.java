package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/**
 * What the tests share that try the ways around a review that other systems are known for. {@code
 * docs/bypasses.md} lists them.
 */
abstract class BypassTest extends DeskTest {
  static final String ADMIN = TestTokens.human("admin@local", Role.ADMIN, Role.OPERATOR);
  static final String AUDITOR = TestTokens.human("auditor@local", Role.AUDITOR);
  static final String SPONSOR =
      TestTokens.human("researcher@local", Role.RESEARCHER, Role.REVIEWER, Role.SAFETY);

  @Inject
  @SuppressWarnings("NullAway.Init") // by Quarkus
  MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  /** Applies a policy under a name of its own that asks for two people, one of them for safety. */
  static String twoPeople(String name) {
    return applied(name, TestPolicies.twoPeople(name));
  }

  /** Applies {@code standard} under a name of its own, with something else in place of a text. */
  static String standardWith(String name, String said, String instead) {
    String file = TestPolicies.text("standard");
    assertThat(file).contains(said);
    return applied(
        name, file.replace(said, instead).replace("name: standard,", "name: " + name + ","));
  }

  private static String applied(String name, String file) {
    Response applied = applyPolicy(ADMIN, file);
    assertThat(applied.statusCode()).as(applied.asString()).isBetween(200, 201);
    return name;
  }

  /** Nothing was decided, and nobody was told that it was. */
  static void assertUndecided(ReviewView review) {
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    assertThat(told("decision.made", review.id())).isEmpty();
  }

  static void assertDecided(ReviewView review) {
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  /** As somebody sees them who does not vote, and to whom nothing is hidden. */
  static List<String> states(ReviewView review) {
    awaitLogged();
    return seenBy(AUDITOR, review).requirements().stream()
        .map(r -> r.name() + " " + r.state())
        .toList();
  }

  static ReviewView seenBy(String token, ReviewView review) {
    return as(token).get("/api/v1/reviews/" + review.key()).as(ReviewView.class);
  }

  static Response waive(String token, ReviewView review, String how) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("reason", "it cannot wait"))
        .post("/api/v1/reviews/" + review.key() + "/" + how);
  }
}
