package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.record.RecordEntry;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.FeedSoFar;
import dev.loopgate.testkit.LightClient;
import dev.loopgate.testkit.LightClient.Answer;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of the review desk share: peers that tell, people who vote, the feed that says.
 */
@QuarkusTestResource(Peers.class)
abstract class DeskTest {
  static final String REVIEWER = TestTokens.human("reviewer@local", Role.REVIEWER, Role.AUDITOR);
  static final String OTHER_REVIEWER = TestTokens.human("second@local", Role.REVIEWER);
  private static final LightClient READER = new LightClient(REVIEWER);
  static final String SAFETY = TestTokens.human("safety@local", Role.SAFETY, Role.REVIEWER);
  static final String PEER = TestTokens.service("experiment-service", Role.PEER);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final FeedSoFar FEED = new FeedSoFar("reviews", PEER);

  @SuppressWarnings("NullAway.Init") // by Peers
  FakePeer ideas;

  @SuppressWarnings("NullAway.Init") // by Peers
  FakePeer experiments;

  static Subject newSubject() {
    String program = "program" + COUNT.incrementAndGet();
    return new Subject(
        UUID.randomUUID(), program, UUID.randomUUID(), program + "-1", UUID.randomUUID());
  }

  void tellProgram(Subject subject, String policy) {
    ideas.tell("program.applied", subject.programId(), Samples.program(subject, policy));
  }

  /** A program with an idea of so many changed lines. */
  void propose(Subject subject, int changedLines) {
    propose(subject, changedLines, "standard");
  }

  void propose(Subject subject, int changedLines, String policy) {
    tellProgram(subject, policy);
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, changedLines));
  }

  void register(Subject subject) {
    experiments.tell("experiment.registered", subject.experimentId(), Samples.registered(subject));
  }

  void conclude(Subject subject, Verdict.Outcome outcome) {
    experiments.tell(
        "experiment.concluded", subject.experimentId(), Samples.concluded(subject, outcome));
  }

  /** An idea whose experiment showed an improvement: the review of its adoption, open. */
  ReviewView openAdoption() {
    return openAdoption("standard");
  }

  /** The same, in a program under a policy of that name. */
  ReviewView openAdoption(String policy) {
    return openAdoption(newSubject(), policy);
  }

  ReviewView openAdoption(Subject subject, String policy) {
    propose(subject, 4, policy);
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    return awaitReview(subject.key() + "-adoption");
  }

  static Response applyPolicy(String token, String text) {
    return as(token)
        .contentType("application/yaml")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/policies");
  }

  static RequestSpecification as(String token) {
    return RestAssured.given().auth().oauth2(token).contentType("application/json");
  }

  static Response getReview(String key) {
    return as(REVIEWER).get("/api/v1/reviews/" + key);
  }

  static ReviewView awaitReview(String key) {
    return await(() -> {
      Answer answer = READER.get("/api/v1/reviews/" + key);
      return answer.status() == 200 ? Json.read(answer.body(), ReviewView.class) : null;
    });
  }

  static ReviewView awaitReview(String key, ReviewState state) {
    return await(() -> {
      ReviewView review = awaitReview(key);
      return review.state() == state ? review : null;
    });
  }

  static Response vote(String token, ReviewView review, String value) {
    return vote(token, review.key(), review.dossierDigest(), value);
  }

  static Response vote(String token, String key, String digest, String value) {
    return as(token)
        .header("If-Match", "\"" + digest + "\"")
        .body(Map.of("value", value, "reason", "I read the evidence"))
        .post("/api/v1/reviews/" + key + "/votes");
  }

  /**
   * What the service told about a review, idea or experiment, oldest first; also what waits for its
   * place in the log.
   */
  static List<Map<String, Object>> told(String type, Object subject) {
    awaitLogged();
    return feed().stream()
        .filter(e -> type.equals(e.get("type")) && subject.toString().equals(e.get("subject")))
        .toList();
  }

  /** Everything committed so far has its place in the log, and the feed serves what was told. */
  static void awaitLogged() {
    await(() -> isLogged() ? true : null);
  }

  private static boolean isLogged() {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select not exists (select from log_pending)
                  and not exists (
                    select from feed_event
                    where transaction_id >= pg_snapshot_xmin(pg_current_snapshot()))
                """)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that the feed has served up to now. */
  static List<Map<String, Object>> feed() {
    return FEED.readOn();
  }

  static List<Map<String, Object>> awaitTold(String type, Object subject) {
    return await(() -> {
      List<Map<String, Object>> told = told(type, subject);
      return told.isEmpty() ? null : told;
    });
  }

  static <T> T await(Supplier<@Nullable T> look) {
    return Eventually.value("what the test waits for", look);
  }

  static void assertProblem(Response response, int status, String slug) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("type")).endsWith("/" + slug);
    assertThat(response.jsonPath().getString("detail")).isNotBlank();
  }

  static ReviewView read(ReviewView review) {
    awaitLogged();
    return awaitReview(review.key());
  }

  /** All entries of the log that are served now, oldest first. */
  static List<RecordEntry> entries() {
    List<RecordEntry> all = new ArrayList<>();
    long after = -1;
    while (true) {
      List<RecordEntry> page = entriesAfter(after);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      after = page.getLast().index();
    }
  }

  private static List<RecordEntry> entriesAfter(long index) {
    String page = as(REVIEWER).get("/log/entries?limit=200&after=" + index).asString();
    List<RecordEntry> entries = new ArrayList<>();
    for (JsonNode entry : Json.read(page, JsonNode.class).path("items")) {
      entries.add(Json.mapper().convertValue(entry, RecordEntry.class));
    }
    return entries;
  }

  static AgroalDataSource dataSource() {
    return Arc.container().instance(AgroalDataSource.class).get();
  }

  /** Changes the database as the service could. */
  static void execute(String change) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }
}
