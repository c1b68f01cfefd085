package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever succeeds in changing something has its leaf in the log when the answer is out, and what
 * is refused has none but its refusal. Random requests, good and bad, of all who may ask.
 */
@QuarkusTest
class LogCompletenessTest extends DeskTest {
  private static final int STEPS = 300;

  /** Between two looks at which reviews are still open, some requests come too late. */
  private static final int LOOK_AFTER = 4;

  private static final List<String> VALUES =
      List.of("APPROVE", "VETO", "ABSTAIN", "ABSTAIN", "RECUSE", "WITHDRAW");
  private static final String ADMIN =
      TestTokens.human("admin@complete", Role.ADMIN, Role.OPERATOR, Role.SAFETY);

  private final Random random = new Random(20261126);
  private final List<String> people = new ArrayList<>();
  private final List<ReviewView> open = new ArrayList<>();
  private final List<String> idle = new ArrayList<>();
  private final List<String> delegations = new ArrayList<>();
  private final Map<String, Integer> succeeded = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> refused = new HashSet<>();

  @Inject
  @SuppressWarnings("NullAway.Init") // by Quarkus
  AgroalDataSource database;

  private record Try(String operation, Set<String> leaves, Supplier<Response> request) {}

  @Test
  void whateverSucceedsHasItsLeafAndWhateverIsRefusedHasNone() {
    prepare();
    for (int step = 0; step < STEPS; step++) {
      if (step % LOOK_AFTER == 0) {
        refill();
      }
      Try next = next();
      awaitLogged();
      long before = newest();
      Response answer = next.request().get();
      List<String> leaves = leavesSince(before);
      String what = "step %d, %s: %s".formatted(step, next.operation(), answer.asString());
      if (isChange(next, answer)) {
        assertThat(leaves).as(what).isNotEmpty().containsAnyElementsOf(next.leaves());
        succeeded.merge(next.operation(), 1, Integer::sum);
      } else {
        assertThat(leaves).as(what).isSubsetOf("access.refused");
        refused.add(next.operation());
      }
    }
    reviewAllGlass();
    assertThat(succeeded.keySet())
        .as("what was done at least once: %s", succeeded)
        .contains(
            "castVote",
            "breakGlass",
            "overrideVeto",
            "postReviewBreakGlass",
            "createDelegation",
            "revokeDelegation",
            "applyPolicy",
            "stop",
            "askForResumption",
            "announceToken");
    assertThat(refused).hasSizeGreaterThan(5);
  }

  /** What is left to be reviewed keeps the glass of other tests whole. */
  private static void reviewAllGlass() {
    as(ADMIN)
        .get("/api/v1/break-glass")
        .jsonPath()
        .getList("items.reviewKey", String.class)
        .forEach(key ->
            as(ADMIN)
                .body(Map.of("finding", "JUSTIFIED", "comment", "a test broke it"))
                .post("/api/v1/reviews/" + key + "/post-review"));
  }

  /** An answer that only says what was there before changes nothing. */
  private boolean isChange(Try next, Response answer) {
    if (answer.statusCode() / 100 != 2 || next.leaves().isEmpty()) {
      return false;
    }
    return switch (next.operation()) {
      case "applyPolicy" ->
          "CREATED".equals(answer.jsonPath().getString("outcome")) || isNewReview(answer, "review");
      case "askForResumption" -> isNewReview(answer, "resumption");
      case "stop" -> answer.statusCode() == 201;
      default -> true;
    };
  }

  private boolean isNewReview(Response answer, String name) {
    String key = answer.jsonPath().getString(name);
    return key != null && asked.add(key);
  }

  private void prepare() {
    for (int i = 0; i < 6; i++) {
      people.add(TestTokens.human("judge" + i + "@complete", Role.REVIEWER));
      people.add(TestTokens.human("guard" + i + "@complete", Role.REVIEWER, Role.SAFETY));
      people.add(TestTokens.human("breaker" + i + "@complete", Role.BREAK_GLASS, Role.SAFETY));
    }
    people.add(TestTokens.agent("robot@complete", "judge1@complete", Role.values()));
    people.add(TestTokens.expired("judge1@complete", Role.REVIEWER));
    for (int i = 0; i < 3; i++) {
      Subject subject = newSubject();
      tellProgram(subject, "standard");
      idle.add(subject.program());
    }
    applyPolicy(ADMIN, TestPolicies.twoPeople("complete"));
  }

  private void refill() {
    open.removeIf(review -> awaitReview(review.key()).state() != ReviewState.OPEN);
    while (open.size() < 3) {
      open.add(openAdoption(random.nextInt(4) == 0 ? "standard" : "complete"));
    }
  }

  private Try next() {
    return switch (random.nextInt(12)) {
      case 0 -> waive("breakGlass", "break-glass", "break-glass.called");
      case 1, 2 -> waive("overrideVeto", "overrides", "veto.override-called");
      case 3 -> postReview();
      case 4 -> lend();
      case 5 -> revoke();
      case 6 -> apply();
      case 7 -> stopOrResume();
      case 8 -> announce();
      default -> vote();
    };
  }

  private Try vote() {
    ReviewView review = one(open);
    boolean outdated = random.nextInt(8) == 0;
    return new Try(
        "castVote",
        Set.of("vote.cast", "vote.sealed"),
        () ->
            vote(
                one(people),
                review.key(),
                outdated ? Samples.DIGEST : review.dossierDigest(),
                one(VALUES)));
  }

  private Try waive(String operation, String path, String leaf) {
    ReviewView review = one(open);
    return new Try(
        operation,
        Set.of(leaf),
        () ->
            as(one(people))
                .header("If-Match", "\"" + review.dossierDigest() + "\"")
                .body(Map.of("reason", "it cannot wait"))
                .post("/api/v1/reviews/" + review.key() + "/" + path));
  }

  private Try postReview() {
    List<String> used =
        as(ADMIN).get("/api/v1/break-glass").jsonPath().getList("items.reviewKey", String.class);
    String key = used.isEmpty() ? one(open).key() : one(used);
    return new Try(
        "postReviewBreakGlass",
        Set.of("break-glass.reviewed"),
        () ->
            as(one(people))
                .body(Map.of("finding", "JUSTIFIED", "comment", "I looked at all of it"))
                .post("/api/v1/reviews/" + key + "/post-review"));
  }

  private Try lend() {
    return new Try(
        "createDelegation",
        Set.of("delegation.made"),
        () -> {
          Response made =
              as(one(people))
                  .body(
                      Map.of(
                          "delegate",
                          "judge" + random.nextInt(6) + "@complete",
                          "days",
                          random.nextInt(40),
                          "reason",
                          "on holiday",
                          "review",
                          one(open).key()))
                  .post("/api/v1/delegations");
          if (made.statusCode() / 100 == 2) {
            delegations.add(made.jsonPath().getString("id"));
          }
          return made;
        });
  }

  private Try revoke() {
    String id = delegations.isEmpty() ? "nothing" : delegations.removeLast();
    return new Try(
        "revokeDelegation",
        Set.of("delegation.revoked"),
        () -> as(ADMIN).delete("/api/v1/delegations/" + id));
  }

  private Try apply() {
    String name = "complete-" + random.nextInt(6);
    String said = random.nextInt(4) == 0 ? "dailyLoad: 0x" : "dailyLoad: " + random.nextInt(1, 4);
    String file =
        TestPolicies.text("standard")
            .replace("dailyLoad: 20", said)
            .replace("name: standard,", "name: " + name + ",");
    return new Try(
        "applyPolicy", Set.of("policy.applied", "review.opened"), () -> applyPolicy(ADMIN, file));
  }

  private Try stopOrResume() {
    List<String> stops =
        as(ADMIN).get("/api/v1/stops?inForce=true").jsonPath().getList("items.key", String.class);
    if (stops.isEmpty() || random.nextBoolean()) {
      String program = one(idle);
      return new Try(
          "stop",
          Set.of("stop.changed"),
          () ->
              as(one(people))
                  .body(Map.of("level", "FREEZE", "scope", program, "reason", "let me look"))
                  .post("/api/v1/stops"));
    }
    String key = one(stops);
    return new Try(
        "askForResumption",
        Set.of("review.opened"),
        () ->
            as(ADMIN)
                .body(Map.of("reason", "I have looked"))
                .post("/api/v1/stops/" + key + "/resumption"));
  }

  private Try announce() {
    String token = TestTokens.human("new" + random.nextInt(9000) + "@complete", Role.REVIEWER);
    return new Try("announceToken", Set.of("token.created"), () -> as(token).post("/log/tokens"));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private long newest() {
    return query("select coalesce(max(seq), 0)::text from log_entry where seq > ?", -1).stream()
        .map(Long::valueOf)
        .findFirst()
        .orElseThrow();
  }

  private List<String> leavesSince(long seq) {
    return new ArrayList<>(
        new TreeSet<>(query("select leaf::json ->> 'kind' from log_entry where seq > ?", seq)));
  }

  private List<String> query(String sql, long seq) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, seq);
      try (ResultSet rows = select.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
