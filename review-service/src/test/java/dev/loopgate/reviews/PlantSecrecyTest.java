package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlantSecrecyTest extends PlantDesk {
  @Test
  void nobodyWhoLooksAtTheDeskCanTellAPlantFromATrueReview() {
    Subject subject = newSubject();
    ReviewView model = adopted(subject, "standard");
    String planter = TestTokens.human("planter@local", Role.AUDITOR, Role.REVIEWER);
    vote(planter, openAdoption(), "ABSTAIN");
    PlantView plant = plant(planter, model, "INTERVAL_COVERS_ZERO").as(PlantView.class);
    ReviewView other = openAnother(subject, 2);

    for (String token : List.of(REVIEWER, OTHER_REVIEWER, SAFETY, ADMIN, AGENT, PEER)) {
      Map<String, String> seen = fields(token, plant.reviewKey());
      Map<String, String> known = fields(token, other.key());
      assertThat(seen.keySet()).isEqualTo(known.keySet());
      assertThat(seen.values().toString()).doesNotContain("plant:", "planted", "PLANT");
      assertThat(seen.values())
          .anyMatch(value -> value.contains("could still vote") && value.contains("planter@local"));
      assertThat(differences(seen, known))
          .isSubsetOf(
              "/id",
              "/key",
              "/ideaId",
              "/ideaKey",
              "/experimentId",
              "/dossierDigest",
              "/openedAt",
              "/dossier/reviewKey",
              "/dossier/idea/id",
              "/dossier/idea/key",
              "/dossier/idea/patchDigest",
              "/dossier/idea/candidateWorkspace",
              "/dossier/idea/proposedAt",
              "/dossier/plan/experimentId",
              "/dossier/plan/registrationDigest",
              "/dossier/plan/registration/experimentId",
              "/dossier/plan/registration/ideaId",
              "/dossier/plan/registration/ideaKey",
              "/dossier/plan/registration/candidateWorkspace",
              "/dossier/plan/registration/seedCommitment",
              "/dossier/plan/registration/registeredAt",
              "/dossier/evidence/evidenceDigest",
              "/dossier/evidence/registrationDigest",
              "/dossier/evidence/concludedAt",
              "/dossier/evidence/verdict/low",
              "/requirements/1/detail",
              "/requirements/0/detail");
    }
    assertThat(opened(plant.reviewId()).keySet()).isEqualTo(opened(other.id()).keySet());
    assertThat(
            as(REVIEWER)
                .get("/api/v1/reviews?state=OPEN&program=" + subject.program())
                .jsonPath()
                .getList("items.key"))
        .containsExactlyInAnyOrder(plant.reviewKey(), other.key());
    assertThat(plant.reviewKey()).matches(subject.program() + "-[0-9]+-adoption");
  }

  @Test
  void theDossierOfAPlantHoldsTogetherButForItsDefect() {
    ReviewView seen = awaitReview(planted("E_VALUE_BELOW_THRESHOLD").reviewKey());
    var plan = Objects.requireNonNull(seen.dossier().plan());
    var evidence = Objects.requireNonNull(seen.dossier().evidence());

    assertThat(Json.digest(plan.registration())).isEqualTo(plan.registrationDigest());
    assertThat(evidence.registrationDigest()).isEqualTo(plan.registrationDigest());
    assertThat(plan.registration().registeredAt()).isBeforeOrEqualTo(evidence.concludedAt());
    assertThat(Duration.between(evidence.concludedAt(), seen.openedAt()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(seen.dossier().requireIdea().id()).isEqualTo(seen.ideaId());
    assertThat(seen.experimentId()).isEqualTo(plan.experimentId());
  }

  @Test
  void openPlantsAreShownOnlyToThoseWhoHaveNoSayInThem() {
    PlantView plant = planted("TRIPWIRE_FIRED");
    String auditor = TestTokens.human("auditor@local", Role.AUDITOR);
    String breaker = TestTokens.human("careful@local", Role.AUDITOR, Role.BREAK_GLASS);

    assertThat(listed(ADMIN)).contains(plant.reviewKey());
    assertThat(listed(auditor)).contains(plant.reviewKey());
    for (String token : List.of(REVIEWER, SAFETY, breaker)) {
      assertThat(listed(token)).doesNotContain(plant.reviewKey());
      assertThat(as(token).get("/api/v1/plants?limit=1").jsonPath().getInt("total.planted"))
          .isEqualTo(total("planted"));
    }
    assertProblem(as(REVIEWER).delete("/api/v1/plants/" + plant.id()), 404, "not-found");

    vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "VETO");

    assertThat(listed(SAFETY)).contains(plant.reviewKey());
  }

  @Test
  void whoPlantedItHasNoSayInIt() {
    String planter = TestTokens.human("both@local", Role.AUDITOR, Role.REVIEWER);
    PlantView plant =
        plant(planter, adopted(newSubject(), "standard"), "TRIPWIRE_FIRED").as(PlantView.class);
    ReviewView review = awaitReview(plant.reviewKey());

    assertProblem(vote(planter, review, "VETO"), 403, "own-idea");
    assertProblem(
        vote(TestTokens.human("researcher@local", Role.REVIEWER), review, "VETO"), 403, "own-idea");

    assertThat(listed(planter)).contains(plant.reviewKey());
  }

  @Test
  void theLogHasACommitmentFromTheStartThatTheEndCanBeHeldAgainst() {
    PlantView plant = planted("PLAN_AFTER_RESULT");
    JsonNode committed = entries("plant.committed", plant.id()).getFirst();
    assertThat(entries("plant.revealed", plant.id())).isEmpty();
    assertThat(committed.at("/entry").size()).isEqualTo(2);
    assertThat(committed.toString())
        .doesNotContain(plant.reviewId().toString(), plant.reviewKey(), "admin@local");

    vote(OTHER_REVIEWER, awaitReview(plant.reviewKey()), "APPROVE");

    JsonNode revealed = entries("plant.revealed", plant.id()).getFirst();
    JsonNode opened = revealed.at("/entry/opened");
    assertThat(Json.digest(opened)).isEqualTo(committed.at("/entry/commitment").asText());
    assertThat(opened.at("/plant/reviewKey").asText()).isEqualTo(plant.reviewKey());
    assertThat(opened.at("/plant/planter").asText()).isEqualTo("admin@local");
    assertThat(opened.at("/plant/defect").asText()).isEqualTo("PLAN_AFTER_RESULT");
    assertThat(opened.path("salt").asText()).hasSize(64);
    assertThat(revealed.at("/entry/result").asText()).isEqualTo("MISSED");
    assertThat(committed.path("index").asLong()).isLessThan(revealed.path("index").asLong());
  }

  private static Map<String, Object> opened(UUID reviewId) {
    Map<String, Object> event = told("review.opened", reviewId).getFirst();
    Map<String, Object> data = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(event.get("data")))
        .forEach((name, value) -> data.put(name.toString(), value));
    return data;
  }

  /** All that a caller sees of a review, by JSON pointer. */
  private static Map<String, String> fields(String token, String key) {
    Map<String, String> fields = new TreeMap<>();
    Response response = as(token).get("/api/v1/reviews/" + key);
    assertThat(response.statusCode()).isEqualTo(200);
    response.headers().asList().stream()
        .filter(header -> !Set.of("ETag", "Date").contains(header.getName()))
        .filter(header -> !header.getName().equalsIgnoreCase("content-length"))
        .forEach(header -> fields.put("header " + header.getName(), header.getValue()));
    collect("", Json.read(response.asString(), JsonNode.class), fields);
    return fields;
  }

  private static void collect(String pointer, JsonNode node, Map<String, String> fields) {
    if (node.isValueNode()) {
      fields.put(pointer, node.asText());
    }
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(pointer + "/" + field.getKey(), field.getValue(), fields));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(pointer + "/" + i, node.get(i), fields);
    }
  }

  private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .filter(field -> !field.getValue().equals(other.get(field.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
