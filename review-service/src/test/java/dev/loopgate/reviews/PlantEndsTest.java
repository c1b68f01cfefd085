package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.plant.PlantResult;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlantEndsTest extends PlantDesk {
  private static final String SAFETY_TOO = TestTokens.human("safety2@local", Role.SAFETY);
  private static final String BREAKER = TestTokens.human("breaker@local", Role.BREAK_GLASS);
  private static final String BREAKER_TOO = TestTokens.human("breaker2@local", Role.BREAK_GLASS);

  @Inject
  @SuppressWarnings("NullAway.Init")
  MovableClock clock;

  @Inject
  @SuppressWarnings("NullAway.Init")
  AgroalDataSource database;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  void aVetoCatchesItAndTheReviewSaysWhatWasWrong() {
    int before = answers("second@local", "plantsCaught");
    PlantView plant = planted("PLAN_AFTER_RESULT");

    Response answer = vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "VETO");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    PlantView ended = Objects.requireNonNull(answer.as(ReviewView.class).plant());
    assertThat(ended.result()).isEqualTo(PlantResult.CAUGHT);
    assertThat(ended.wrong()).contains("plan was recorded after the result");
    assertThat(ended.answers()).extracting("person").containsExactly("second@local");
    assertThat(awaitReview(plant.reviewKey()).state()).isEqualTo(ReviewState.PLANTED);
    assertThat(answers("second@local", "plantsCaught")).isEqualTo(before + 1);
    assertNothingDecided(plant);
    assertProblem(vote(REVIEWER, awaitReview(plant.reviewKey()), "APPROVE"), 409, "review-closed");
  }

  @Test
  void anApprovalMissesItAndNothingIsAdopted() {
    int seen = answers("second@local", "plantsSeen");
    int caught = answers("second@local", "plantsCaught");
    int missed = total("missed");
    PlantView plant = planted("E_VALUE_BELOW_THRESHOLD");

    vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "APPROVE");

    ReviewView ended = read(awaitReview(plant.reviewKey()));
    assertThat(ended.state()).isEqualTo(ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.MISSED);
    assertThat(answers("second@local", "plantsSeen")).isEqualTo(seen + 1);
    assertThat(answers("second@local", "plantsCaught")).isEqualTo(caught);
    assertThat(total("missed")).isEqualTo(missed + 1);
    assertThat(as(ADMIN).get("/q/metrics").asString()).contains("loopgate_reviewers_catch_rate");
    assertNothingDecided(plant);
  }

  @Test
  void whatNobodyAnsweredInTimeIsUndecidedAndNotRejected() {
    PlantView plant = planted("TRIPWIRE_FIRED");
    vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "ABSTAIN");

    clock.forward(Duration.ofDays(30));

    ReviewView ended = awaitReview(plant.reviewKey(), ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.UNDECIDED);
    assertThat(ended.plant().answers()).isEmpty();
    assertNothingDecided(plant);
  }

  @Test
  void neitherAnOverrideNorAStandingVetoDecidesIt() {
    ReviewView model = adopted(newSubject(), lenient());
    PlantView overridden = planted(model, "PLAN_AFTER_RESULT");
    ReviewView review = awaitReview(overridden.reviewKey());
    vote(OTHER_REVIEWER, review, "VETO");
    vote(REVIEWER, review, "APPROVE");
    waive(SAFETY, review, "overrides");
    waive(SAFETY_TOO, review, "overrides");

    PlantView missed = Objects.requireNonNull(read(review).plant());
    assertThat(missed.result()).isEqualTo(PlantResult.MISSED);
    assertThat(missed.answers())
        .extracting(a -> a.person() + " " + a.caught())
        .containsExactly("reviewer@local false", "second@local true");
    assertNothingDecided(overridden);

    PlantView standing = planted(model, "PLAN_AFTER_RESULT");
    vote(OTHER_REVIEWER, awaitReview(standing.reviewKey()), "VETO");
    assertThat(awaitReview(standing.reviewKey()).state()).isEqualTo(ReviewState.OPEN);
    clock.forward(Duration.ofDays(30));
    ReviewView ended = awaitReview(standing.reviewKey(), ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.CAUGHT);
    assertNothingDecided(standing);
  }

  @Test
  void blindVotesOnAPlantAreToldWhenItEnds() {
    PlantView plant = planted(adopted(newSubject(), lenient(true)), "PLAN_AFTER_RESULT");
    ReviewView review = awaitReview(plant.reviewKey());
    vote(REVIEWER, review, "ABSTAIN");
    assertThat(told("vote.cast", plant.reviewId())).isEmpty();

    vote(OTHER_REVIEWER, review, "APPROVE");

    assertThat(awaitTold("vote.cast", plant.reviewId())).hasSize(2);
    assertThat(Objects.requireNonNull(read(review).plant()).answers())
        .extracting("person")
        .containsExactly("second@local");
    assertNothingDecided(plant);
  }

  @Test
  void brokenGlassDecidesNoPlantEither() {
    PlantView plant = planted("CLAIM_FAR_BEYOND_MEASUREMENT");
    ReviewView review = awaitReview(plant.reviewKey());

    assertThat(waive(BREAKER, review, "break-glass").statusCode()).isEqualTo(200);
    assertThat(waive(BREAKER_TOO, review, "break-glass").statusCode()).isEqualTo(200);

    ReviewView ended = read(review);
    assertThat(ended.state()).isEqualTo(ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.MISSED);
    assertNothingDecided(plant);
    assertThat(
            as(SAFETY)
                .body(Map.of("finding", "NOT_JUSTIFIED", "comment", "it was a plant"))
                .post("/api/v1/reviews/" + review.key() + "/post-review")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theDatabaseTakesNoDecisionOnAPlant() throws SQLException {
    PlantView plant = planted("TRIPWIRE_FIRED");

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() ->
              statement.execute(
                  """
                  insert into decision (id, review_id, review_key, kind, outcome, idea_id, program,
                    generation, dossier_digest, policy, rule, deciders, reason, decided_at)
                  values (gen_random_uuid(), '%s', 'x', 'ADOPTION', 'ADOPT', gen_random_uuid(),
                    'x', 1, 'x', 'x', 'x', '[]', 'x', now())
                  """
                      .formatted(plant.reviewId())))
          .hasMessageContaining("was planted and is never decided");
    }
  }

  @Test
  void aFreezeHoldsVotesOnAPlantAsOnAnyReview() {
    Subject subject = newSubject();
    PlantView plant = planted(adopted(subject, "standard"), "TRIPWIRE_FIRED");
    as(REVIEWER).body(Map.of("level", "FREEZE", "scope", subject.program())).post("/api/v1/stops");

    assertProblem(vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "APPROVE"), 409, "stopped");

    assertThat(awaitReview(plant.reviewKey()).state()).isEqualTo(ReviewState.OPEN);
    assertThat(as(ADMIN).delete("/api/v1/plants/" + plant.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void aTrueIdeaWithItsNumberEndsThePlantAndGetsTheKey() {
    Subject subject = newSubject();
    PlantView plant = planted(adopted(subject, "standard"), "TRIPWIRE_FIRED");
    int number = Integer.parseInt(plant.reviewKey().split("-")[1]);

    ReviewView other = openAnother(subject, number);

    assertThat(other.key()).isEqualTo(plant.reviewKey());
    assertThat(other.id()).isNotEqualTo(plant.reviewId());
    assertThat(other.state()).isEqualTo(ReviewState.OPEN);
    ReviewView ended = awaitReview(plant.reviewId().toString());
    assertThat(ended.state()).isEqualTo(ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.UNDECIDED);
    assertThat(vote(OTHER_REVIEWER, other, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(other).state()).isEqualTo(ReviewState.DECIDED);
    assertNothingDecided(plant);
  }

  @Test
  void aNewBaselineEndsThePlantsOfItsProgramOnly() {
    Subject subject = newSubject();
    PlantView plant = planted(adopted(subject, "standard"), "TRIPWIRE_FIRED");
    PlantView elsewhere = planted("TRIPWIRE_FIRED");

    ideas.tell("generation.advanced", subject.programId(), advanced(subject));

    ReviewView ended = awaitReview(plant.reviewKey(), ReviewState.PLANTED);
    assertThat(Objects.requireNonNull(ended.plant()).result()).isEqualTo(PlantResult.UNDECIDED);
    assertThat(awaitReview(elsewhere.reviewKey()).state()).isEqualTo(ReviewState.OPEN);
  }

  private static GenerationAdvanced advanced(Subject subject) {
    return new GenerationAdvanced(
        UUID.randomUUID(),
        subject.programId(),
        subject.program(),
        1,
        2,
        UUID.nameUUIDFromBytes(new byte[] {1}),
        "c0ffee",
        subject.program() + "/generation-2",
        Samples.DIGEST,
        Samples.DIGEST,
        Samples.DIGEST,
        subject.ideaId(),
        subject.key(),
        UUID.randomUUID(),
        subject.experimentId(),
        null,
        null,
        Samples.NOON);
  }

  private static Response waive(String token, ReviewView review, String how) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("reason", "it cannot wait"))
        .post("/api/v1/reviews/" + review.key() + "/" + how);
  }
}
