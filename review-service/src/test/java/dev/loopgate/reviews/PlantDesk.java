package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tests of plants share: models, plants after them, and what the log has of those. */
abstract class PlantDesk extends DeskTest {
  static final String ADMIN = TestTokens.human("admin@local", Role.ADMIN, Role.OPERATOR);
  static final String AGENT =
      TestTokens.agent("evolve@digits", "researcher@local", Role.RESEARCHER);

  /** An adoption that was decided, of an idea under a policy. */
  ReviewView adopted(Subject subject, String policy) {
    tellProgram(subject, policy);
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    return awaitReview(review.key(), ReviewState.DECIDED);
  }

  /** Another idea of the program with an improvement, not decided. */
  ReviewView openAnother(Subject first, int number) {
    Subject other =
        new Subject(
            first.programId(),
            first.program(),
            UUID.randomUUID(),
            first.program() + "-" + number,
            UUID.randomUUID());
    ideas.tell("idea.proposed", other.ideaId(), Samples.numbered(Samples.idea(other, 4), number));
    register(other);
    conclude(other, Verdict.Outcome.IMPROVED);
    return await(() -> {
      ReviewView review = awaitReview(other.key() + "-adoption");
      return other.ideaId().equals(review.ideaId()) ? review : null;
    });
  }

  PlantView planted(String defect) {
    return planted(adopted(newSubject(), "standard"), defect);
  }

  static PlantView planted(ReviewView model, String defect) {
    Response answer = plant(ADMIN, model, defect);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer.as(PlantView.class);
  }

  static Response plant(String token, ReviewView model, String defect) {
    return as(token).body(Map.of("model", model.key(), "defect", defect)).post("/api/v1/plants");
  }

  static void assertNothingDecided(PlantView plant) {
    assertThat(told("decision.made", plant.reviewId())).isEmpty();
    assertThat(awaitReview(plant.reviewId().toString()).decision()).isNull();
    assertThat(
            as(REVIEWER)
                .get("/api/v1/decisions?program=" + plant.program())
                .jsonPath()
                .getList("items.reviewId"))
        .doesNotContain(plant.reviewId().toString());
    assertThat(entries("decision.made", plant.reviewId())).isEmpty();
  }

  static List<String> listed(String token) {
    return as(token).get("/api/v1/plants?limit=200").jsonPath().getList("items.reviewKey");
  }

  static int total(String count) {
    return as(ADMIN).get("/api/v1/plants").jsonPath().getInt("total." + count);
  }

  static int answers(String person, String count) {
    Integer number =
        as(SAFETY)
            .get("/api/v1/reviewers?limit=200")
            .jsonPath()
            .get("items.find { it.person == '%s' }?.%s".formatted(person, count));
    return number == null ? 0 : number;
  }

  /** Entries of the log of a kind that mention an id. */
  static List<JsonNode> entries(String kind, UUID id) {
    awaitLogged();
    List<JsonNode> found = new ArrayList<>();
    String after = "-1";
    while (true) {
      JsonNode page =
          Json.read(
              as(REVIEWER).get("/log/entries?limit=200&after=" + after).asString(), JsonNode.class);
      page.path("items")
          .forEach(entry -> {
            if (entry.path("kind").asText().equals(kind)
                && entry.toString().contains(id.toString())) {
              found.add(entry);
            }
          });
      if (!page.hasNonNull("nextCursor")) {
        return found;
      }
      after = page.path("nextCursor").asText();
    }
  }

  /** A policy under which a veto blocks and two people set it aside, and claims are bounded. */
  static String lenient() {
    return lenient(false);
  }

  static String lenient(boolean blind) {
    String name = blind ? "lenient-blind" : "lenient";
    String file =
        TestPolicies.text("high-assurance")
            .replace("name: high-assurance,", "name: " + name + ",")
            .replace("minimumIsolation: HARDENED", "minimumIsolation: PROCESS")
            .replace("2.0 * review.high", "4.0 * review.high")
            .replace("- {name: safety, role: safety, count: 1}\n", "")
            .replace("blindFirstVotes: true", "blindFirstVotes: " + blind);
    Response applied =
        as(ADMIN)
            .contentType("application/yaml")
            .body(file.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/policies");
    assertThat(applied.statusCode()).as(applied.asString()).isIn(200, 201);
    return name;
  }
}
