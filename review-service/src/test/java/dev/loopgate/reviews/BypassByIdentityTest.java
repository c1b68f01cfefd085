package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways around a review that begin with who somebody is, or says to be. */
@QuarkusTest
class BypassByIdentityTest extends BypassTest {
  @Test
  void aRobotWithAReviewersRoleApprovesNothing() {
    ReviewView review = openAdoption();

    for (String robot :
        List.of(
            TestTokens.agent("evolve@" + review.program(), "researcher@local", Role.REVIEWER),
            TestTokens.service("actions-bot", Role.REVIEWER, Role.SAFETY))) {
      assertProblem(vote(robot, review, "APPROVE"), 403, "forbidden");
    }

    assertUndecided(review);
  }

  @Test
  void aSecondRobotOfTheAuthorApprovesNothing() {
    ReviewView review = openAdoption();

    assertProblem(
        vote(
            TestTokens.agent("approver@local", "researcher@local", Role.REVIEWER),
            review,
            "APPROVE"),
        403,
        "forbidden");
    assertProblem(
        vote(
            TestTokens.agent("approver@local", "reviewer@local", Role.REVIEWER), review, "APPROVE"),
        403,
        "forbidden");

    assertUndecided(review);
  }

  @Test
  void whoSponsorsSeveralAgentsJudgesTheIdeaOfNone() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ideas.tell(
        "idea.proposed",
        subject.ideaId(),
        Samples.idea(subject, 4, null, "helper-1@local", "helper-2@local"));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    assertProblem(vote(SPONSOR, review, "APPROVE"), 403, "own-idea");
    for (String agent : List.of("evolve@" + subject.program(), "helper-1@local")) {
      String asPerson = TestTokens.human(agent, Role.REVIEWER);
      assertProblem(vote(asPerson, review, "APPROVE"), 403, "own-idea");
    }

    assertUndecided(review);
  }

  @Test
  void whoAnsweredForAnAgentOnceNeverJudgesWhatItProposes() {
    Subject subject = newSubject();
    String agent = "evolve@" + subject.program();
    as(TestTokens.agent(agent, "before@local")).post("/log/tokens").then().statusCode(200);
    ReviewView review = openAdoption(subject, "standard");
    as(TestTokens.agent(agent, "after@local")).post("/log/tokens").then().statusCode(200);

    for (String person : List.of("before@local", "after@local", "researcher@local")) {
      String token = TestTokens.human(person, Role.REVIEWER);
      assertProblem(vote(token, review, "APPROVE"), 403, "own-idea");
    }

    assertUndecided(review);
  }

  @Test
  void aNameInOtherLettersIsNobodyElse() {
    ReviewView review = openAdoption();

    for (String spelling :
        List.of(
            "Researcher@local",
            "researcher@LOCAL",
            " researcher@local",
            "researcher@local\u00A0")) {
      String token = TestTokens.human(spelling, Role.REVIEWER);
      assertProblem(vote(token, review, "APPROVE"), 403, "own-idea");
    }
    String unseen = TestTokens.human("researcher\u200B@local", Role.REVIEWER);
    assertProblem(vote(unseen, review, "APPROVE"), 401, "unauthenticated");

    assertUndecided(review);
  }

  @Test
  void whoMadeWhatAnIdeaBuildsOnDoesNotJudgeIt() {
    Subject part = newSubject();
    tellProgram(part, "standard");
    ideas.tell("idea.proposed", part.ideaId(), Samples.idea(part, 4, null, "maker@local"));
    Subject whole = newSubject();
    tellProgram(whole, "standard");
    ideas.tell(
        "idea.proposed",
        whole.ideaId(),
        Samples.buildingOn(Samples.idea(whole, 4), part.key(), "unknown-7"));
    register(whole);
    conclude(whole, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(whole.key() + "-adoption");
    String maker = TestTokens.human("maker@local", Role.REVIEWER);

    assertProblem(vote(maker, review, "APPROVE"), 403, "own-idea");

    assertUndecided(review);
  }

  @Test
  void aQuorumOfAuthorsIsNone() {
    Subject subject = newSubject();
    tellProgram(subject, twoPeople("quorum-of-authors"));
    ideas.tell(
        "idea.proposed", subject.ideaId(), Samples.idea(subject, 4, null, "committer@local"));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");
    String committer = TestTokens.human("committer@local", Role.REVIEWER, Role.SAFETY);

    assertProblem(vote(SPONSOR, review, "APPROVE"), 403, "own-idea");
    assertProblem(vote(committer, review, "APPROVE"), 403, "own-idea");

    assertThat(states(review)).contains("safety UNSATISFIED", "approval UNSATISFIED");
    assertUndecided(review);
  }

  @Test
  void onePersonIsOnePersonInTwoSessionsWithTwoRolesAtTwoTimes() {
    ReviewView review = openAdoption(twoPeople("one-person"));
    vote(SAFETY, review, "APPROVE");
    clock.forward(java.time.Duration.ofHours(3));

    vote(TestTokens.human("safety@local", Role.REVIEWER), review, "APPROVE");
    vote(TestTokens.human("safety@local", Role.SAFETY), review, "APPROVE");

    assertUndecided(review);
    vote(OTHER_REVIEWER, review, "APPROVE");
    assertThat(states(review)).as("two tokens without the role").contains("approval SATISFIED");
    assertDecided(review);
  }

  @Test
  void twoReviewersAreNotOneForSafety() {
    ReviewView review = openAdoption(twoPeople("role-quorum"));

    vote(REVIEWER, review, "APPROVE");
    vote(OTHER_REVIEWER, review, "APPROVE");
    vote(TestTokens.human("third@local", Role.REVIEWER), review, "APPROVE");

    assertThat(states(review)).contains("safety UNSATISFIED", "approval SATISFIED");
    assertUndecided(review);
  }

  @Test
  void anAdministratorIsNoWayAround() {
    ReviewView review = openAdoption();
    String everything = TestTokens.human("root@local", Role.ADMIN, Role.OPERATOR, Role.BREAK_GLASS);

    assertProblem(vote(everything, review, "APPROVE"), 403, "not-asked");
    assertProblem(waive(everything, review, "overrides"), 409, "no-override");
    waive(everything, review, "break-glass");
    assertProblem(waive(everything, review, "break-glass"), 409, "second-person-needed");

    assertUndecided(review);
  }

  @Test
  void aDelegateOfAnAuthorOrAnAuthorAsDelegateApprovesNothing() {
    ReviewView review = openAdoption();
    lend(SPONSOR, "second@local");
    lend(REVIEWER, "researcher@local");

    assertProblem(voteFor(OTHER_REVIEWER, review, "researcher@local"), 403, "own-idea");
    assertProblem(voteFor(SPONSOR, review, "reviewer@local"), 403, "own-idea");

    assertUndecided(review);
  }

  @Test
  void aDelegateIsNoSecondPerson() {
    ReviewView review = openAdoption(twoPeople("delegate-counts-once"));
    String away = TestTokens.human("away@local", Role.SAFETY);
    lend(away, "second@local");

    voteFor(OTHER_REVIEWER, review, "away@local");
    vote(OTHER_REVIEWER, review, "APPROVE");
    vote(away, review, "APPROVE");

    assertUndecided(review);
  }

  @Test
  void peopleWhoAllRecuseThemselvesApproveNothing() {
    ReviewView review = openAdoption(twoPeople("all-recused"));

    for (String token : List.of(SAFETY, REVIEWER, OTHER_REVIEWER)) {
      vote(token, review, "RECUSE");
    }

    assertUndecided(review);
    assertProblem(vote(SAFETY, review, "APPROVE"), 403, "recused");
  }

  private static void lend(String token, String delegate) {
    as(token)
        .body(Map.of("delegate", delegate, "days", 7, "reason", "on holiday"))
        .post("/api/v1/delegations");
  }

  private static io.restassured.response.Response voteFor(
      String token, ReviewView review, String person) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("value", "APPROVE", "reason", "for them", "onBehalfOf", person))
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }
}
