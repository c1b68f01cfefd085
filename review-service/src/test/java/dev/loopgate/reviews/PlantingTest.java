package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.plant.PlantResult;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlantingTest extends PlantDesk {
  private static final String OTHER_ADMIN = TestTokens.human("admin2@local", Role.ADMIN);

  @Test
  void onlyAuditorsAndAdminsPlant() {
    ReviewView model = adopted(newSubject(), "standard");

    for (String token :
        List.of(
            OTHER_REVIEWER,
            SAFETY,
            PEER,
            TestTokens.agent("helper", "admin@local", Role.values()),
            TestTokens.humanThroughActor("admin@local", "helper", Role.values()))) {
      assertProblem(plant(token, model, "TRIPWIRE_FIRED"), 403, "forbidden");
    }
    assertProblem(as(OTHER_REVIEWER).get("/api/v1/plants"), 403, "forbidden");
  }

  @Test
  void whatCannotBeWrongOrIsFoundWithoutPeopleIsNotPlanted() {
    ReviewView model = adopted(newSubject(), "standard");
    ReviewView strict = adopted(newSubject(), lenient());

    assertProblem(plant(ADMIN, model, "GUARD_BEYOND_MARGIN"), 422, "unfit-model");
    assertProblem(plant(ADMIN, openAdoption(), "TRIPWIRE_FIRED"), 422, "unfit-model");
    assertProblem(
        as(ADMIN)
            .body(Map.of("model", "no-such-review", "defect", "TRIPWIRE_FIRED"))
            .post("/api/v1/plants"),
        404,
        "not-found");
    Response needless = plant(ADMIN, strict, "CLAIM_FAR_BEYOND_MEASUREMENT");
    assertProblem(needless, 422, "needless-plant");
    assertThat(needless.jsonPath().getString("detail")).contains("honest-claim");
    PlantView plant = planted(model, "TRIPWIRE_FIRED");
    vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "VETO");
    assertProblem(
        plant(ADMIN, awaitReview(plant.reviewKey()), "PLAN_AFTER_RESULT"), 422, "unfit-model");
    assertProblem(
        as(ADMIN).body(Map.of("model", model.key(), "defect", "UGLY")).post("/api/v1/plants"),
        400,
        "malformed-request");
  }

  @Test
  void aRetryPlantsOnce() {
    ReviewView model = adopted(newSubject(), "standard");
    Map<String, String> body = Map.of("model", model.key(), "defect", "TRIPWIRE_FIRED");

    Response first = as(ADMIN).header("Idempotency-Key", "p-1").body(body).post("/api/v1/plants");
    Response again = as(ADMIN).header("Idempotency-Key", "p-1").body(body).post("/api/v1/plants");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.as(PlantView.class)).isEqualTo(first.as(PlantView.class));
  }

  @Test
  void itsPlanterTakesItBackAsLongAsNobodyHasAnswered() {
    ReviewView model = adopted(newSubject(), "standard");
    PlantView first = planted(model, "TRIPWIRE_FIRED");
    PlantView second = planted(model, "TRIPWIRE_FIRED");
    vote(OTHER_REVIEWER, awaitReview(second.reviewKey()), "ABSTAIN");

    assertProblem(as(OTHER_ADMIN).delete("/api/v1/plants/" + first.id()), 403, "not-your-plant");
    assertProblem(as(ADMIN).delete("/api/v1/plants/" + second.id()), 409, "plant-in-use");
    Response answer = as(ADMIN).delete("/api/v1/plants/" + first.id());

    assertThat(answer.as(PlantView.class).result()).isEqualTo(PlantResult.UNDECIDED);
    assertThat(entries("plant.revealed", first.id())).hasSize(1);
    assertThat(entries("plant.revealed", second.id())).isEmpty();
    assertThat(awaitReview(first.reviewKey()).state()).isEqualTo(ReviewState.PLANTED);
    assertThat(awaitReview(second.reviewKey()).state()).isEqualTo(ReviewState.OPEN);
    assertProblem(as(ADMIN).delete("/api/v1/plants/" + first.id()), 409, "plant-in-use");
    assertProblem(as(ADMIN).delete("/api/v1/plants/nonsense"), 404, "not-found");
  }
}
