package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResumptionTest extends StoppingTest {
  private static final String SPONSOR =
      TestTokens.human("researcher@local", Role.RESEARCHER, Role.REVIEWER);

  @Test
  void aStoppedProgramDecidesNothingUntilAnotherPersonResumesIt() {
    ReviewView adoption = openAdoption();
    JsonPath stop = stopped(AGENT, adoption.program(), "wait");
    String key = stop.getString("key");

    Response vote = vote(REVIEWER, adoption, "APPROVE");

    assertProblem(vote, 409, "stopped");
    assertThat(vote.jsonPath().getString("detail")).contains(key).contains("/resumption");
    assertThat(read(adoption).votes()).isEmpty();
    assertProblem(ask(AGENT, key), 403, "forbidden");
    Response asked = ask(OPERATOR, key);
    assertThat(asked.statusCode()).isEqualTo(201);
    assertThat(asked.jsonPath().getString("resumption")).isEqualTo(key + "-resume");
    assertThat(ask(REVIEWER, key).statusCode()).isEqualTo(200);
    ReviewView resume = awaitReview(key + "-resume");
    assertThat(resume.dossier().authors())
        .containsExactly("operator@local", "researcher@local", "scout");
    assertProblem(
        vote(TestTokens.human("operator@local", Role.REVIEWER), resume, "APPROVE"),
        403,
        "own-idea");
    assertProblem(vote(SPONSOR, resume, "APPROVE"), 403, "own-idea");

    assertThat(vote(REVIEWER, resume, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(get(key).getString("state")).isEqualTo("RESUMED");
    assertThat(data(told("stop.changed", stop.getString("id")), 1))
        .containsEntry("state", "RESUMED");
    assertThat(vote(REVIEWER, adoption, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(adoption).state()).isEqualTo(ReviewState.DECIDED);
    assertProblem(ask(OPERATOR, key), 409, "conflict");
  }

  @Test
  void aRefusedResumptionLeavesItStoppedAndMayBeAskedAgain() {
    Subject subject = knownProgram("solo");
    String key = stopped(OPERATOR, subject.program(), "hm").getString("key");
    ask(OPERATOR, key);
    vote(REVIEWER, awaitReview(key + "-resume"), "VETO");
    assertThat(get(key).getString("state")).isEqualTo("FREEZING");

    Response again = ask(OPERATOR, key);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.jsonPath().getString("resumption")).isEqualTo(key + "-resume-2");
    vote(REVIEWER, awaitReview(key + "-resume-2"), "APPROVE");
    assertThat(get(key).getString("state")).isEqualTo("RESUMED");
  }

  @Test
  void whatARuleWouldClearWaitsForTheResumption() {
    Subject subject = knownProgram();
    String key = stopped(AGENT, subject.program(), "wait").getString("key");
    propose(subject, 3);
    ReviewView waiting = awaitReview(subject.key() + "-clearance");
    assertThat(waiting.state()).isEqualTo(ReviewState.OPEN);
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();

    resume(key);

    awaitTold("clearance.granted", subject.ideaId());
    assertThat(awaitReview(waiting.key()).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void aStopOfEverythingStopsEveryProgramAndEndsByItsOwnReviewOnly() {
    ReviewView adoption = openAdoption();
    String own = stopped(AGENT, adoption.program(), "this one").getString("key");
    String all = stopped(AGENT, null, "all of them").getString("key");
    try {
      assertThat(get(all).getString("scope")).isEqualTo("*");
      resume(own);
      assertProblem(vote(REVIEWER, adoption, "APPROVE"), 409, "stopped");
    } finally {
      resume(all);
    }
    assertThat(vote(REVIEWER, adoption, "APPROVE").statusCode()).isEqualTo(200);
  }
}
