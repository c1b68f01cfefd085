package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.plant.PlantResult;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.review.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlantsTest extends DeskTest {
  private static final String ADMIN = TestTokens.human("admin@local", Role.ADMIN, Role.OPERATOR);
  private static final String OTHER_ADMIN = TestTokens.human("admin2@local", Role.ADMIN);
  private static final String SAFETY_TOO = TestTokens.human("safety2@local", Role.SAFETY);
  private static final String BREAKER = TestTokens.human("breaker@local", Role.BREAK_GLASS);
  private static final String BREAKER_TOO = TestTokens.human("breaker2@local", Role.BREAK_GLASS);
  private static final String AGENT =
      TestTokens.agent("evolve@digits", "researcher@local", Role.RESEARCHER);

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
    assertThat(awaitReview(first.reviewKey()).state()).isEqualTo(ReviewState.PLANTED);
    assertThat(awaitReview(second.reviewKey()).state()).isEqualTo(ReviewState.OPEN);
    assertProblem(as(ADMIN).delete("/api/v1/plants/" + first.id()), 409, "plant-in-use");
    assertProblem(as(ADMIN).delete("/api/v1/plants/nonsense"), 404, "not-found");
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

  /** An adoption that was decided, of an idea under a policy. */
  private ReviewView adopted(Subject subject, String policy) {
    tellProgram(subject, policy);
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    return awaitReview(review.key(), ReviewState.DECIDED);
  }

  /** Another idea of the program with an improvement, not decided. */
  private ReviewView openAnother(Subject first, int number) {
    Subject other =
        new Subject(
            first.programId(),
            first.program(),
            UUID.randomUUID(),
            first.program() + "-" + number,
            UUID.randomUUID());
    ideas.tell("idea.proposed", other.ideaId(), numbered(Samples.idea(other, 4), number));
    register(other);
    conclude(other, Verdict.Outcome.IMPROVED);
    return await(() -> {
      ReviewView review = awaitReview(other.key() + "-adoption");
      return other.ideaId().equals(review.ideaId()) ? review : null;
    });
  }

  private static IdeaProposed numbered(IdeaProposed idea, int number) {
    return new IdeaProposed(
        idea.ideaId(),
        idea.key(),
        number,
        idea.programId(),
        idea.program(),
        idea.programVersion(),
        idea.generationId(),
        idea.generation(),
        idea.title(),
        idea.hypothesis(),
        idea.summary(),
        idea.provenance(),
        idea.authors(),
        idea.changedPaths(),
        idea.changedLines(),
        idea.patchDigest(),
        idea.candidateWorkspace(),
        idea.rebasedFrom(),
        idea.canary(),
        idea.flags(),
        idea.proposedAt());
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

  private PlantView planted(String defect) {
    return planted(adopted(newSubject(), "standard"), defect);
  }

  private static PlantView planted(ReviewView model, String defect) {
    Response answer = plant(ADMIN, model, defect);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer.as(PlantView.class);
  }

  private static Response plant(String token, ReviewView model, String defect) {
    return as(token).body(Map.of("model", model.key(), "defect", defect)).post("/api/v1/plants");
  }

  /** A policy under which a veto blocks and two people set it aside, and claims are bounded. */
  private static String lenient() {
    String file =
        TestPolicies.text("high-assurance")
            .replace("name: high-assurance,", "name: lenient,")
            .replace("minimumIsolation: HARDENED", "minimumIsolation: PROCESS")
            .replace("2.0 * review.high", "4.0 * review.high")
            .replace("- {name: safety, role: safety, count: 1}\n", "")
            .replace("blindFirstVotes: true", "blindFirstVotes: false");
    Response applied =
        as(ADMIN)
            .contentType("application/yaml")
            .body(file.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/policies");
    assertThat(applied.statusCode()).as(applied.asString()).isIn(200, 201);
    return "lenient";
  }

  private static Response waive(String token, ReviewView review, String how) {
    return as(token)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .body(Map.of("reason", "it cannot wait"))
        .post("/api/v1/reviews/" + review.key() + "/" + how);
  }

  private static void assertNothingDecided(PlantView plant) {
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

  private static List<String> listed(String token) {
    return as(token).get("/api/v1/plants?limit=200").jsonPath().getList("items.reviewKey");
  }

  private static int total(String count) {
    return as(ADMIN).get("/api/v1/plants").jsonPath().getInt("total." + count);
  }

  private static int answers(String person, String count) {
    Integer number =
        as(SAFETY)
            .get("/api/v1/reviewers")
            .jsonPath()
            .get("items.find { it.person == '%s' }?.%s".formatted(person, count));
    return number == null ? 0 : number;
  }

  private static Map<String, Object> opened(UUID reviewId) {
    Map<String, Object> event = told("review.opened", reviewId).getFirst();
    Map<String, Object> data = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(event.get("data")))
        .forEach((name, value) -> data.put(name.toString(), value));
    return data;
  }

  /** Entries of the log of a kind that mention an id. */
  private static List<JsonNode> entries(String kind, UUID id) {
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
