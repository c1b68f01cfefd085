package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.Requirement;
import dev.loopgate.reviews.rules.RequirementState;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdoptionTest extends DeskTest {
  @Test
  void oneApprovalOfAnIndependentPersonAdopts() {
    ReviewView review = openAdoption();
    assertThat(review.state()).isEqualTo(ReviewState.OPEN);
    assertThat(unmet(review)).containsExactly("approval");

    Response answer = vote(REVIEWER, review, "APPROVE");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(unmet(decided)).isEmpty();
    DecisionView decision = Objects.requireNonNull(decided.decision());
    assertThat(decision.outcome()).isEqualTo(DecisionMade.Outcome.ADOPT);
    assertThat(decision.deciders()).containsExactly("reviewer@local");
    assertThat(told("decision.made", review.id())).hasSize(1);
    assertThat(told("vote.cast", review.id())).hasSize(1);
    DecisionView logged =
        as(REVIEWER).get("/api/v1/decisions/" + decision.id()).as(DecisionView.class);
    assertThat(logged.recordIndex()).isNotNull();
    assertThat(logged).usingRecursiveComparison().ignoringFields("recordIndex").isEqualTo(decision);
  }

  @Test
  void theDossierShowsTheTripwiresOfTheExperiment() {
    assertThat(Objects.requireNonNull(openAdoption().dossier().evidence()).tripwires())
        .containsExactly(new Tripwire("OUTPUT_FLOOD", 2, "9 MB on stdout"));
  }

  @Test
  void evidenceFromAWeakerSandboxThanThePolicyDemandsIsNeverAdopted() {
    Subject subject = newSubject();
    tellProgram(subject, "isolated");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    assertThat(unmet(read(review))).containsExactly("isolation");
    assertThat(read(review).requirements())
        .anyMatch(r -> r.detail().equals("weakest was BUBBLEWRAP; needed: HARDENED or stronger"));
    assertThat(told("decision.made", review.id())).isEmpty();
  }

  @Test
  void theDossierThatIsServedHasTheDigestThatVotesAreBoundTo() {
    ReviewView review = openAdoption();
    Response response = getReview(review.key());

    assertThat(Json.digest(response.jsonPath().getMap("dossier")))
        .isEqualTo(review.dossierDigest());
    assertThat(response.header("ETag")).isEqualTo("\"" + review.dossierDigest() + "\"");
  }

  @Test
  void anOutdatedDigestIsRefused() {
    ReviewView review = openAdoption();

    assertProblem(vote(REVIEWER, review.key(), Samples.DIGEST, "APPROVE"), 412, "stale");
    assertProblem(
        as(REVIEWER)
            .body(Map.of("value", "APPROVE", "reason", "fine"))
            .post("/api/v1/reviews/" + review.key() + "/votes"),
        428,
        "precondition-required");

    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void aVetoSealsTheRejection() {
    ReviewView review = openAdoption();

    assertThat(vote(REVIEWER, review, "VETO").statusCode()).isEqualTo(200);

    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(Objects.requireNonNull(decided.decision()).outcome())
        .isEqualTo(DecisionMade.Outcome.REJECT);
    assertThat(unmet(decided)).contains("no-veto");
  }

  @Test
  void abstainingDecidesNothingAndCanBeSuperseded() {
    ReviewView review = openAdoption();

    vote(REVIEWER, review, "ABSTAIN");
    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    vote(REVIEWER, review, "APPROVE");

    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(decided.votes()).hasSize(2);
  }

  @Test
  void aDecidedReviewTakesNoMoreVotes() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "APPROVE");
    ReviewView decided = read(review);

    assertProblem(vote(OTHER_REVIEWER, review, "VETO"), 409, "review-closed");

    assertThat(read(review)).isEqualTo(decided);
  }

  @Test
  void manyApprovalsAtOnceMakeOneDecision() throws Exception {
    ReviewView review = openAdoption();
    List<Callable<Integer>> votes =
        java.util.stream.IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(i ->
                () ->
                    vote(
                            TestTokens.human("person" + i, Role.REVIEWER),
                            review,
                            i % 2 == 0 ? "APPROVE" : "VETO")
                        .statusCode())
            .toList();

    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = people.invokeAll(votes);
      List<Integer> statuses = new java.util.ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    }
    assertThat(told("decision.made", review.id())).hasSize(1);
    assertThat(read(review).votes()).hasSize(1);
  }

  @Test
  void newEvidenceOutdatesWhatWasReadBefore() {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView before = awaitReview(subject.key() + "-adoption");
    vote(OTHER_REVIEWER, before, "ABSTAIN");

    experiments.tell("run.flagged", subject.experimentId(), Samples.flagged(subject));

    ReviewView after =
        await(() -> {
          ReviewView now = read(before);
          return now.dossierVersion() == 2 ? now : null;
        });
    assertThat(after.dossierDigest()).isNotEqualTo(before.dossierDigest());
    assertThat(after.dossier().flags()).hasSize(1);
    assertThat(after.votes().getFirst().outdated()).isTrue();
    assertProblem(vote(REVIEWER, before, "APPROVE"), 412, "stale");
    assertThat(read(after).state()).isEqualTo(ReviewState.OPEN);
    assertThat(vote(REVIEWER, after, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(after).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void aRetryWithTheSameKeyAnswersTheSameAndVotesOnce() {
    ReviewView review = openAdoption();
    Response first = voteWithKey(review, "APPROVE", "key-1");
    Response again = voteWithKey(review, "APPROVE", "key-1");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.as(ReviewView.class)).isEqualTo(first.as(ReviewView.class));
    assertThat(read(review).votes()).hasSize(1);
    assertProblem(voteWithKey(review, "VETO", "key-1"), 422, "idempotency-conflict");
  }

  private static Response voteWithKey(ReviewView review, String value, String key) {
    return as(REVIEWER)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .header("Idempotency-Key", key)
        .body(Map.of("value", value, "reason", "fine"))
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }

  @Test
  void closingTheIdeaSupersedesItsOpenReview() {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    ideas.tell(
        "idea.closed", subject.ideaId(), Samples.closed(subject, IdeaClosed.Outcome.SUPERSEDED));

    ReviewView superseded = awaitReview(review.key(), ReviewState.SUPERSEDED);
    assertProblem(vote(REVIEWER, superseded, "APPROVE"), 409, "review-closed");
    assertThat(told("decision.made", review.id())).isEmpty();
  }

  private static List<String> unmet(ReviewView review) {
    return review.requirements().stream()
        .filter(
            r -> r.state() == RequirementState.UNSATISFIED || r.state() == RequirementState.ERROR)
        .map(Requirement::name)
        .toList();
  }
}
