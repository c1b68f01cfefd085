package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways around a review that begin with its rules, or with what the rules should have seen. */
@QuarkusTest
class BypassByPolicyTest extends BypassTest {
  private static final String VERDICT = "review.verdict == 'IMPROVED'";
  private static final String AUTHOR_WITH_ALL_ROLES =
      TestTokens.human("researcher@local", Role.ADMIN, Role.REVIEWER, Role.SAFETY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minimumEvidence: [registration, evidence, guards] | decidedWhen: 'true'",
        "minimumEvidence: [registration, evidence, guards] | warnOnly: true",
        "count: 1} | count: 1, appliesWhen: 'false'}",
        "people: 2} | people: 1}",
      })
  void aPolicyThatOnlyWarnsOrAsksNobodyIsRefused(String said, String instead) {
    String file =
        TestPolicies.text("high-assurance")
            .replace(said, instead)
            .replace("name: high-assurance,", "name: lax,");

    assertProblem(applyPolicy(ADMIN, file), 422, "broken-policy");

    assertThat(as(REVIEWER).get("/api/v1/policies/lax").statusCode()).isEqualTo(404);
  }

  @Test
  void aConditionThatCannotBeAnsweredIsAnErrorAndNotMet() {
    ReviewView review =
        openAdoption(standardWith("unanswerable", VERDICT, "1 / idea.flags.size() == 1"));

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(states(review)).contains("verdict ERROR", "approval SATISFIED");
    assertUndecided(review);
  }

  @Test
  void aRequirementOfWhichNobodyKnowsWhetherItAppliesIsAnErrorAndNotLeftOut() {
    ReviewView review =
        openAdoption(
            standardWith(
                "optional-section",
                "appliesWhen: idea.selfModification",
                "appliesWhen: 1 / idea.flags.size() == 1"));

    vote(REVIEWER, review, "APPROVE");
    vote(SAFETY, review, "APPROVE");

    assertThat(states(review)).contains("safety ERROR");
    assertUndecided(review);
  }

  @Test
  void aCheckThatNeverRanIsAnErrorAndNoPass() {
    Subject subject = newSubject();
    propose(subject, 4);
    Registration registration = Samples.registration(subject, "latency");
    experiments.tell(
        "experiment.registered",
        subject.experimentId(),
        new ExperimentRegistered(registration, Json.digest(registration)));
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    vote(REVIEWER, review, "APPROVE");

    assertThat(states(review)).contains("guards ERROR");
    assertUndecided(review);
  }

  @Test
  void underAPolicyThatNobodyKnowsNothingPasses() {
    Subject subject = newSubject();
    propose(subject, 4, "no-such-policy");
    ReviewView review = awaitReview(subject.key() + "-clearance");

    vote(REVIEWER, review, "APPROVE");
    vote(SAFETY, review, "APPROVE");

    assertThat(states(review)).containsExactly("policy ERROR");
    assertUndecided(review);
  }

  @Test
  void otherRulesAreForLaterIdeasAndNotForThoseThatAreJudged() {
    ReviewView review = openAdoption(twoPeople("pinned"));
    String laxer = TestPolicies.text("standard").replace("name: standard,", "name: pinned,");
    ReviewView change = propose(ADMIN, laxer);
    vote(SAFETY, change, "APPROVE");
    vote(TestTokens.human("guardian@local", Role.ADMIN), change, "APPROVE");
    assertThat(as(REVIEWER).get("/api/v1/policies/pinned").jsonPath().getString("ref"))
        .isEqualTo("pinned@2");

    vote(OTHER_REVIEWER, review, "APPROVE");

    assertThat(read(review).policy()).isEqualTo("pinned@1");
    assertUndecided(review);
  }

  @Test
  void theAuthorOfAnIdeaChangesNoRuleThatJudgesIt() {
    ReviewView review = openAdoption(twoPeople("own-rules"));
    String laxer = TestPolicies.text("standard").replace("name: standard,", "name: own-rules,");
    ReviewView change = propose(AUTHOR_WITH_ALL_ROLES, laxer);

    assertProblem(vote(AUTHOR_WITH_ALL_ROLES, change, "APPROVE"), 403, "own-idea");
    vote(SAFETY, change, "APPROVE");

    assertThat(as(REVIEWER).get("/api/v1/policies/own-rules").jsonPath().getString("ref"))
        .isEqualTo("own-rules@1");
    assertUndecided(change);
    assertUndecided(review);
  }

  @Test
  void whoHasAnIdeaUnderAPolicyDoesNotJudgeWhatItBecomes() {
    Subject subject = newSubject();
    propose(subject, 4, twoPeople("rules-of-my-own"));
    awaitTold("clearance.granted", subject.ideaId());
    String laxer =
        TestPolicies.text("standard").replace("name: standard,", "name: rules-of-my-own,");
    ReviewView change = propose(ADMIN, laxer);

    assertProblem(vote(SPONSOR, change, "APPROVE"), 403, "own-idea");
    vote(SAFETY, change, "APPROVE");
    assertUndecided(change);
  }

  @Test
  void noFriendTakesAVetoAwayByMakingItsHolderAnAuthor() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ReviewView change = awaitRuleChange(subject);
    vote(SPONSOR, change, "VETO");

    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    awaitTold("clearance.granted", subject.ideaId());
    vote(REVIEWER, change, "APPROVE");
    vote(SAFETY, change, "APPROVE");

    assertThat(states(change)).contains("no-veto UNSATISFIED");
    assertUndecided(change);
  }

  @Test
  void noPolicyIsTakenAwayOrPutInPlaceByAnotherDoor() {
    assertThat(as(ADMIN).delete("/api/v1/policies/standard").statusCode()).isEqualTo(405);
    assertThat(as(ADMIN).body("{}").put("/api/v1/policies/standard").statusCode()).isIn(404, 405);
    assertThat(as(ADMIN).get("/api/v1/policies/standard").jsonPath().getString("ref"))
        .isEqualTo("standard@1");
  }

  @Test
  void oneOfTwoSetsNoVetoAsideAndTwoApproveNothingByIt() {
    ReviewView review = openAdoption(twoPeople("one-override"));
    vote(OTHER_REVIEWER, review, "VETO");
    waive(SAFETY, review, "overrides");
    assertThat(states(review)).contains("no-veto UNSATISFIED");

    waive(TestTokens.human("safety2@local", Role.SAFETY), review, "overrides");

    assertThat(states(review))
        .contains("no-veto OVERRIDDEN", "safety UNSATISFIED", "approval UNSATISFIED");
    assertUndecided(review);
  }

  @Test
  void whoLoggedInLongAgoOrWeaklyDoesNotVoteWhereThePolicyWantsMore() {
    ReviewView review =
        openAdoption(
            standardWith(
                "step-up",
                "minimumEvidence: [registration, evidence, guards]",
                "minimumEvidence: [registration, evidence]\n"
                    + "      authentication: {atMost: 15m, acr: [gold]}"));
    Instant now = Instant.now();

    for (String token :
        new String[] {
          REVIEWER, loggedIn("silver", now), loggedIn("gold", now.minus(Duration.ofMinutes(16)))
        }) {
      Response refused = vote(token, review, "APPROVE");
      assertProblem(refused, 401, "step-up-required");
      assertThat(refused.header("WWW-Authenticate"))
          .contains("insufficient_user_authentication", "acr_values=\"gold\"", "max_age=\"900\"");
    }
    assertUndecided(review);

    assertThat(vote(loggedIn("gold", now.minusSeconds(60)), review, "APPROVE").statusCode())
        .isEqualTo(200);
    assertDecided(review);
    assertThat(read(review).votes().getFirst().authentication())
        .hasFieldOrPropertyWithValue("acr", "gold");
  }

  private ReviewView awaitRuleChange(Subject subject) {
    ideas.tell("rule-change.proposed", subject.program(), Samples.ruleChange(subject));
    return awaitReview(subject.program() + "-rules-1");
  }

  private static String loggedIn(String acr, Instant at) {
    return TestTokens.humanLoggedIn("careful@local", acr, at, Role.REVIEWER);
  }

  private static ReviewView propose(String token, String file) {
    Response proposed = applyPolicy(token, file);
    assertThat(proposed.jsonPath().getString("outcome"))
        .as(proposed.asString())
        .isEqualTo("PROPOSED");
    return awaitReview(proposed.jsonPath().getString("review"));
  }
}
