package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.review.ReviewView;
import dev.loopgate.reviews.review.Reviews;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WaiversTest extends DeskTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String SAFETY_TOO = TestTokens.human("safety2@local", Role.SAFETY);
  private static final String BREAKER = TestTokens.human("breaker@local", Role.BREAK_GLASS);
  private static final String BREAKER_TOO = TestTokens.human("breaker2@local", Role.BREAK_GLASS);

  @Inject
  @SuppressWarnings("NullAway.Init")
  Reviews reviews;

  @Inject
  @SuppressWarnings("NullAway.Init")
  MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

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
    assertThat(
            as(REVIEWER)
                .get("/api/v1/break-glass?overdue=true")
                .jsonPath()
                .getList("items.reviewKey"))
        .containsExactly(first.key());
    postReview(SAFETY, first);
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
  void whatNobodyDecidesInTimeIsRejected() {
    ReviewView review = openAdoption();

    clock.forward(Duration.ofDays(30));

    ReviewView decided = awaitReview(review.key(), ReviewState.DECIDED);
    DecisionView decision = Objects.requireNonNull(decided.decision());
    assertThat(decision.outcome()).isEqualTo(Outcome.REJECT);
    assertThat(decision.rule()).isEqualTo("expired");
    assertThat(awaitTold("decision.made", review.id())).hasSize(1);
    assertProblem(vote(REVIEWER, decided, "APPROVE"), 409, "review-closed");
  }

  @Test
  void anApprovalEndsAfterItsTime() {
    ReviewView review = ask("high-assurance@1");
    vote(SAFETY, review, "APPROVE");
    clock.forward(Duration.ofDays(7));

    vote(OTHER_REVIEWER, review, "APPROVE");

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    vote(SAFETY, review, "APPROVE");
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void whoHasNotVotedDoesNotSeeWhatOthersSaidWhereFirstVotesAreBlind() {
    ReviewView review = ask("high-assurance@1");
    vote(SAFETY, review, "APPROVE");

    ReviewView blind = seenBy(OTHER_REVIEWER, review);
    assertThat(blind.blind()).isTrue();
    assertThat(blind.votes()).isEmpty();
    assertThat(states(blind)).contains("safety UNSATISFIED");
    assertThat(seenBy(SAFETY, review).votes()).hasSize(1);
    assertThat(told("vote.cast", review.id())).isEmpty();

    vote(OTHER_REVIEWER, review, "ABSTAIN");

    assertThat(seenBy(OTHER_REVIEWER, review).votes()).hasSize(2);
    vote(REVIEWER, review, "APPROVE");
    assertThat(awaitTold("vote.cast", review.id())).hasSize(3);
  }

  @Test
  void whatWasOpenedBeforeAVoteStandsInTheVote() {
    ReviewView review = openAdoption();
    for (String what : List.of("EVIDENCE", "PATCH", "EVIDENCE")) {
      as(OTHER_REVIEWER)
          .body(Map.of("what", what))
          .post("/api/v1/reviews/" + review.key() + "/openings");
    }
    clock.forward(Duration.ofMinutes(4));

    vote(OTHER_REVIEWER, review, "ABSTAIN");

    var behaviour = Objects.requireNonNull(read(review).votes().getFirst().behaviour());
    assertThat(behaviour.opened()).containsExactly("evidence", "patch");
    assertThat(behaviour.dwellSeconds()).isBetween(240L, 270L);
    assertThat(behaviour.votesToday()).isPositive();
    assertThat(as(SAFETY).get("/api/v1/reviewers").jsonPath().getList("items.person"))
        .contains("second@local");
  }

  @Test
  void aPersonWhoAnswersMoreThanIsSoundIsMarked() {
    String hasty = TestTokens.human("hasty@local", Role.REVIEWER);
    ReviewView review = ask("high-assurance@1");
    for (int i = 0; i < 11; i++) {
      vote(hasty, review, "ABSTAIN");
    }

    assertThat(seenBy(hasty, review).votes())
        .extracting(v -> Objects.requireNonNull(v.behaviour()).overDailyLoad())
        .endsWith(false, true);
    assertThat(
            as(SAFETY)
                .get("/api/v1/reviewers")
                .jsonPath()
                .getBoolean("items.find { it.person == 'hasty@local' }.overDailyLoad"))
        .isTrue();
  }

  /** A question that has terms with a veto that blocks. */
  private ReviewView ask(String policy) {
    String key = "waiver-" + COUNT.incrementAndGet() + "-resume";
    Question question =
        new Question(
            ReviewKind.RESUME,
            UUID.randomUUID(),
            key,
            null,
            Question.ALL_PROGRAMS,
            0,
            null,
            0,
            policy,
            "Go on",
            "it is fixed",
            List.of("asker@local"),
            Map.of(),
            clock.instant());
    QuarkusTransaction.requiringNew().run(() -> reviews.ask(question));
    return awaitReview(key);
  }

  private static ReviewView seenBy(String token, ReviewView review) {
    return as(token).get("/api/v1/reviews/" + review.key()).as(ReviewView.class);
  }

  private static Response waive(String token, ReviewView review, String how) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("reason", "it cannot wait"))
        .post("/api/v1/reviews/" + review.key() + "/" + how);
  }

  private static Response postReview(String token, ReviewView review) {
    return as(token)
        .body(Map.of("finding", "JUSTIFIED", "comment", "I looked at all of it"))
        .post("/api/v1/reviews/" + review.key() + "/post-review");
  }

  private static List<String> states(ReviewView review) {
    return review.requirements().stream().map(r -> r.name() + " " + r.state()).toList();
  }
}
