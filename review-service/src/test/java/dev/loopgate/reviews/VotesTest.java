package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.docket.VoteView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VotesTest extends DeskTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Test
  void aVoteKeepsAllThatItIsBoundTo() {
    ReviewView review = openAdoption();

    vote(SAFETY, review, "ABSTAIN");

    VoteView vote = read(review).votes().getFirst();
    assertThat(vote.roles()).containsExactly(Role.REVIEWER, Role.SAFETY);
    assertThat(vote.dossierDigest()).isEqualTo(review.dossierDigest());
    assertThat(vote.revisionDigest()).isEqualTo(Samples.DIGEST);
    assertThat(vote.evidenceDigest())
        .isEqualTo(Objects.requireNonNull(review.dossier().evidence()).evidenceDigest());
    assertThat(vote.policy()).isEqualTo(review.policy());
    assertThat(vote.counts()).isTrue();
    assertThat(told("vote.cast", review.id()).getFirst().toString())
        .contains("policyDigest", "revisionDigest", "evidenceDigest", "behaviour");
  }

  @Test
  void anAnswerThatIsWithdrawnLeavesTheReviewOpenAndStandsInTheHistory() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "ABSTAIN");

    assertThat(vote(REVIEWER, review, "WITHDRAW").statusCode()).isEqualTo(200);

    assertThat(read(review).votes())
        .extracting(v -> v.value().name() + " " + v.counts())
        .containsExactly("ABSTAIN false", "WITHDRAW false");
    assertProblem(vote(REVIEWER, review, "WITHDRAW"), 409, "nothing-to-withdraw");
  }

  @Test
  void aRecusedPersonNeverJudgesThisReviewAgain() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "RECUSE");

    for (String value : List.of("APPROVE", "VETO", "WITHDRAW", "ABSTAIN")) {
      assertProblem(vote(REVIEWER, review, value), 403, "recused");
    }
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
  }

  @Test
  void aDelegateVotesForAnotherPersonAndTheResultSaysSo() {
    ReviewView review = openAdoption();
    String away = person();
    lend(away, "second@local", Map.of("review", review.key()));

    Response answer = voteFor(OTHER_REVIEWER, review, away, "APPROVE");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(decided.votes().getFirst().onBehalfOf()).isEqualTo(away);
    assertThat(Objects.requireNonNull(decided.decision()).deciders().getFirst())
        .contains("second@local");
  }

  @Test
  void nobodySpeaksForSomeoneWhoDidNotAsk() {
    ReviewView review = openAdoption();

    assertProblem(
        voteFor(OTHER_REVIEWER, review, "reviewer@local", "APPROVE"), 403, "no-delegation");
  }

  @Test
  void aDelegationEndsWhereItsScopeEnds() {
    ReviewView review = openAdoption();
    String away = person();
    lend(away, "second@local", Map.of("kinds", List.of("RESUME")));
    lend(away, "second@local", Map.of("program", "another"));
    lend(away, "second@local", Map.of("review", openAdoption().key()));

    assertProblem(voteFor(OTHER_REVIEWER, review, away, "APPROVE"), 403, "no-delegation");
  }

  @Test
  void aDelegationIsNotTransitive() {
    ReviewView review = openAdoption();
    String away = person();
    String between = person();
    lend(away, between, Map.of());
    lend(between, "second@local", Map.of());

    assertProblem(voteFor(OTHER_REVIEWER, review, away, "APPROVE"), 403, "no-delegation");
  }

  @Test
  void whoHasADelegateThatVotedDoesNotVoteToo() {
    ReviewView review = openAdoption();
    String away = person();
    String id = lend(away, "second@local", Map.of()).jsonPath().getString("id");
    voteFor(OTHER_REVIEWER, review, away, "ABSTAIN");

    String token = TestTokens.human(away, Role.REVIEWER);
    assertProblem(vote(token, review, "APPROVE"), 409, "already-voted");
    assertProblem(vote(OTHER_REVIEWER, review, "APPROVE"), 409, "already-voted");
    assertThat(as(token).delete("/api/v1/delegations/" + id).statusCode()).isEqualTo(200);
    assertThat(read(review).votes().getFirst().counts()).isFalse();
    assertProblem(voteFor(OTHER_REVIEWER, review, away, "APPROVE"), 403, "no-delegation");
    assertThat(vote(token, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void nobodyLendsTheirVoiceToThemselvesToAnAgentOrToAnAuthor() {
    ReviewView review = openAdoption();
    String away = person();

    assertProblem(lend(away, away, Map.of()), 422, "not-delegable");
    assertProblem(lend(away, "evolve@" + review.program(), Map.of()), 422, "not-delegable");
    assertProblem(
        lend(away, "researcher@local", Map.of("review", review.key())), 422, "not-delegable");
    assertProblem(
        lend("researcher@local", "second@local", Map.of("review", review.key())),
        422,
        "not-delegable");
    assertProblem(lend(away, "second@local", Map.of("days", 31)), 400, "invalid-value");
    assertProblem(
        as(TestTokens.agent("helper", away, Role.REVIEWER, Role.SAFETY))
            .body(Map.of("delegate", "second@local", "days", 1, "reason", "x"))
            .post("/api/v1/delegations"),
        403,
        "forbidden");
  }

  @Test
  void anAuthorsVoiceIsWorthNothingInAnotherHandEither() {
    ReviewView review = openAdoption();
    lend("researcher@local", "second@local", Map.of());
    String away = person();
    lend(away, "researcher@local", Map.of());
    String author = TestTokens.human("researcher@local", Role.REVIEWER);

    assertProblem(voteFor(OTHER_REVIEWER, review, "researcher@local", "APPROVE"), 403, "own-idea");
    assertProblem(voteFor(author, review, away, "APPROVE"), 403, "own-idea");
  }

  @Test
  void onlyTheDelegatorOrAnAdministratorTakesADelegationBack() {
    String away = person();
    String id = lend(away, "second@local", Map.of()).jsonPath().getString("id");

    assertProblem(as(OTHER_REVIEWER).delete("/api/v1/delegations/" + id), 403, "forbidden");
    Response revoked =
        as(TestTokens.human("admin@local", Role.ADMIN)).delete("/api/v1/delegations/" + id);
    assertThat(revoked.jsonPath().getString("revokedAt")).isNotBlank();
    assertThat(
            as(REVIEWER).get("/api/v1/delegations?person=" + away).jsonPath().getList("items.id"))
        .containsExactly(id);
  }

  private static String person() {
    return "person" + COUNT.incrementAndGet() + "@away";
  }

  private static Response lend(String delegator, String delegate, Map<String, Object> scope) {
    Map<String, Object> body = new HashMap<>(Map.of("days", 7, "reason", "on holiday"));
    body.put("delegate", delegate);
    body.putAll(scope);
    return as(TestTokens.human(delegator, Role.REVIEWER)).body(body).post("/api/v1/delegations");
  }

  private static Response voteFor(
      String token, ReviewView review, @Nullable String person, String value) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("value", value, "reason", "I read it for them", "onBehalfOf", person))
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }
}
