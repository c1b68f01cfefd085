package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.record.RecordEntry;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WaiversTest extends AskingTest {
  private static final String SAFETY_TOO = TestTokens.human("safety2@local", Role.SAFETY);
  private static final String BREAKER = TestTokens.human("breaker@local", Role.BREAK_GLASS);
  private static final String BREAKER_TOO = TestTokens.human("breaker2@local", Role.BREAK_GLASS);

  @Test
  void twoPeopleWithTheRoleSetAVetoAsideAndTheDecisionSaysSo() {
    ReviewView review = ask("standard@1");
    vote(OTHER_REVIEWER, review, "VETO");
    vote(REVIEWER, review, "APPROVE");
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);

    assertThat(waive(SAFETY, review, "overrides").statusCode()).isEqualTo(200);
    assertThat(waive(SAFETY, review, "overrides").statusCode()).isEqualTo(200);
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    waive(SAFETY_TOO, review, "overrides");

    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(states(decided)).contains("no-veto OVERRIDDEN");
  }

  @Test
  void neitherAuthorsNorHoldersOfVetoesNorOtherRolesSetAVetoAside() {
    ReviewView review = ask("standard@1");
    assertProblem(waive(SAFETY_TOO, review, "overrides"), 409, "no-override");
    vote(SAFETY, review, "VETO");

    assertProblem(waive(SAFETY, review, "overrides"), 403, "own-veto");
    assertProblem(waive(REVIEWER, review, "overrides"), 403, "not-asked");
    assertProblem(
        waive(TestTokens.human("asker@local", Role.SAFETY), review, "overrides"), 403, "own-idea");
    assertProblem(
        waive(TestTokens.agent("helper", "safety2@local", Role.SAFETY), review, "overrides"),
        403,
        "forbidden");
  }

  @Test
  void aVetoThatComesAfterAnOverrideBlocksAgain() {
    ReviewView review = ask("standard@1");
    vote(OTHER_REVIEWER, review, "VETO");
    waive(SAFETY, review, "overrides");
    waive(SAFETY_TOO, review, "overrides");
    vote(TestTokens.human("third@local", Role.REVIEWER), review, "VETO");

    vote(REVIEWER, review, "APPROVE");

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    assertThat(states(read(review))).contains("no-veto UNSATISFIED");
  }

  @Test
  void twoPeopleBreakTheGlassAndEverybodyIsTold() {
    ReviewView review = openAdoption();
    assertThat(waive(BREAKER, review, "break-glass").statusCode()).isEqualTo(200);
    assertProblem(waive(BREAKER, review, "break-glass"), 409, "second-person-needed");
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);

    waive(BREAKER_TOO, review, "break-glass");

    ReviewView decided = read(review);
    DecisionView decision = Objects.requireNonNull(decided.decision());
    assertThat(decision.outcome()).isEqualTo(Outcome.ADOPT);
    assertThat(decision.rule()).isEqualTo("break-glass");
    assertThat(decision.deciders()).containsExactly("breaker@local", "breaker2@local");
    assertThat(states(decided)).contains("approval BYPASSED", "evidence SATISFIED");
    assertThat(awaitTold("break-glass.used", review.id())).hasSize(1);
    assertThat(awaitTold("decision.made", review.id())).hasSize(1);
    assertProblem(postReview(BREAKER, review), 403, "forbidden");
    assertProblem(
        postReview(TestTokens.human("breaker@local", Role.SAFETY), review), 403, "own-break-glass");
    assertThat(postReview(SAFETY, review).statusCode()).isEqualTo(200);
    assertProblem(postReview(SAFETY, review), 409, "nothing-to-review");
  }

  @Test
  void glassThatBreaksOnceMoreIsToldAndReviewedOnceMore() {
    ReviewView review = ask("standard@1");
    vote(OTHER_REVIEWER, review, "VETO");
    waive(BREAKER, review, "break-glass");
    waive(BREAKER_TOO, review, "break-glass");
    assertThat(read(review).state()).as("the veto stands").isEqualTo(ReviewState.OPEN);
    assertThat(postReview(SAFETY, review).statusCode()).isEqualTo(200);
    clock.forward(Duration.ofHours(24));
    vote(OTHER_REVIEWER, review, "WITHDRAW");

    waive(BREAKER, review, "break-glass");
    waive(BREAKER_TOO, review, "break-glass");

    assertThat(Objects.requireNonNull(read(review).decision()).rule()).isEqualTo("break-glass");
    assertThat(told("break-glass.used", review.id())).hasSize(2);
    assertThat(postReview(SAFETY, review).statusCode()).isEqualTo(200);
  }

  @Test
  void whileAProgramIsStoppedNobodySetsAnythingAside() {
    ReviewView review = openAdoption(blockingVeto());
    vote(OTHER_REVIEWER, review, "VETO");
    as(REVIEWER)
        .body(Map.of("level", "FREEZE", "scope", review.program(), "reason", "let me look"))
        .post("/api/v1/stops");

    assertProblem(waive(SAFETY, review, "overrides"), 409, "stopped");
    assertProblem(waive(BREAKER, review, "break-glass"), 409, "stopped");
  }

  private static String blockingVeto() {
    applyPolicy(TestTokens.human("admin@local", Role.ADMIN), TestPolicies.twoPeople("set-aside"));
    return "set-aside";
  }

  @Test
  void brokenGlassNeverReplacesEvidence() {
    Subject subject = newSubject();
    tellProgram(subject, "isolated");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    register(subject);
    conclude(subject, dev.loopgate.contracts.experiments.Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    waive(BREAKER, review, "break-glass");
    waive(BREAKER_TOO, review, "break-glass");

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    assertThat(states(read(review))).contains("approval BYPASSED", "isolation UNSATISFIED");
    postReview(SAFETY, review);
  }

  @Test
  void noAgentAndNoAuthorBreaksTheGlass() {
    ReviewView review = openAdoption();

    assertProblem(
        waive(TestTokens.agent("helper", "breaker@local", Role.values()), review, "break-glass"),
        403,
        "forbidden");
    assertProblem(
        waive(
            TestTokens.humanThroughActor("breaker@local", "helper", Role.BREAK_GLASS),
            review,
            "break-glass"),
        403,
        "forbidden");
    assertProblem(
        waive(TestTokens.human("researcher@local", Role.BREAK_GLASS), review, "break-glass"),
        403,
        "own-idea");
  }

  @Test
  void aBreakGlassThatNobodyReviewsKeepsTheNextOneWhole() {
    ReviewView first = openAdoption();
    waive(BREAKER, first, "break-glass");
    waive(BREAKER_TOO, first, "break-glass");
    clock.forward(Duration.ofDays(8));
    ReviewView second = openAdoption();

    assertProblem(waive(BREAKER, second, "break-glass"), 409, "post-review-overdue");
    List<String> overdue =
        as(REVIEWER)
            .get("/api/v1/break-glass?overdue=true")
            .jsonPath()
            .getList("items.reviewKey", String.class);
    assertThat(overdue).as("and what other tests left").contains(first.key());
    overdue.forEach(key -> postReview(SAFETY, awaitReview(key)));
    assertThat(waive(BREAKER, second, "break-glass").statusCode()).isEqualTo(200);
  }

  @Test
  void aCallThatNobodyJoinsWithinADayIsOver() {
    ReviewView review = openAdoption();
    waive(BREAKER, review, "break-glass");
    clock.forward(Duration.ofHours(24));

    waive(BREAKER_TOO, review, "break-glass");

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
  }

  @Test
  void aRetriedOverrideWithTheSameKeyAnswersTheSameAndIsCalledOnce() {
    ReviewView review = ask("standard@1");
    vote(OTHER_REVIEWER, review, "VETO");
    Response first = waive(keyed(SAFETY, "override-1"), review, "overrides", "it is safe");
    Response again = waive(keyed(SAFETY, "override-1"), review, "overrides", "it is safe");

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.as(ReviewView.class)).isEqualTo(first.as(ReviewView.class));
    assertThat(logged("veto.override-called", review)).hasSize(1);
    assertProblem(
        waive(keyed(SAFETY, "override-1"), review, "overrides", "it is not"),
        422,
        "idempotency-conflict");
  }

  @Test
  void aRetriedCallForBrokenGlassWithTheSameKeyAnswersTheSame() {
    ReviewView review = openAdoption();
    Response first = waive(keyed(BREAKER, "glass-1"), review, "break-glass", "fire");
    Response again = waive(keyed(BREAKER, "glass-1"), review, "break-glass", "fire");

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.as(ReviewView.class)).isEqualTo(first.as(ReviewView.class));
    assertThat(logged("break-glass.called", review)).hasSize(1);
    assertProblem(
        waive(keyed(BREAKER, "glass-1"), openAdoption(), "break-glass", "fire"),
        422,
        "idempotency-conflict");
    assertThat(read(review).state()).as("a retry is no second person").isEqualTo(ReviewState.OPEN);
  }

  @Test
  void aRetriedPostReviewWithTheSameKeyAnswersTheSame() {
    ReviewView review = openAdoption();
    waive(BREAKER, review, "break-glass");
    waive(BREAKER_TOO, review, "break-glass");
    Response first = postReview(keyed(SAFETY, "post-1"), review, "JUSTIFIED");
    Response again = postReview(keyed(SAFETY, "post-1"), review, "JUSTIFIED");

    assertThat(first.jsonPath().getList("items.finding")).containsExactly("JUSTIFIED");
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(logged("break-glass.reviewed", review)).hasSize(1);
    assertProblem(
        postReview(keyed(SAFETY, "post-1"), review, "NOT_JUSTIFIED"), 422, "idempotency-conflict");
  }

  private static RequestSpecification keyed(String token, String key) {
    return as(token).header("Idempotency-Key", key);
  }

  /** What the log says of a kind about a review. */
  private static List<RecordEntry> logged(String kind, ReviewView review) {
    awaitLogged();
    return entries().stream()
        .filter(entry -> kind.equals(entry.kind()))
        .filter(entry -> entry.entry().toString().contains(review.key()))
        .toList();
  }

  private static Response waive(String token, ReviewView review, String how) {
    return waive(as(token), review, how, "it cannot wait");
  }

  private static Response waive(
      RequestSpecification request, ReviewView review, String how, String reason) {
    return request
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("reason", reason))
        .post("/api/v1/reviews/" + review.key() + "/" + how);
  }

  private static Response postReview(String token, ReviewView review) {
    return postReview(as(token), review, "JUSTIFIED");
  }

  private static Response postReview(
      RequestSpecification request, ReviewView review, String finding) {
    return request
        .body(Map.of("finding", finding, "comment", "I looked at all of it"))
        .post("/api/v1/reviews/" + review.key() + "/post-review");
  }
}
