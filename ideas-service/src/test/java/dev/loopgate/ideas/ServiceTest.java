package dev.loopgate.ideas;

import static io.restassured.RestAssured.given;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.FeedSoFar;
import dev.loopgate.testkit.LightClient;
import dev.loopgate.testkit.PostgresResource;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What all tests of the running service share: tokens, a small program, its requests. */
@NullUnmarked
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
public abstract class ServiceTest {
  protected static final String CONFIG =
      """
      {
        "learningRate": 0.05,
        "activation": "sigmoid",
        "layers": 1,
        "epochs": 5,
        "momentum": 0.0,
        "batch": 16
      }
      """;
  private static final AtomicInteger COUNT = new AtomicInteger();

  protected FakePeer experiments;
  protected FakePeer reviews;
  protected Path data;

  protected static final String RESEARCHER = TestTokens.human("ada@local", Role.RESEARCHER);
  private static final LightClient READER = new LightClient(RESEARCHER);
  protected static final String AGENT = TestTokens.agent("agent-7", "ada@local", Role.RESEARCHER);
  protected static final String WORKER = TestTokens.service("worker-1", Role.WORKER);
  protected static final String PEER = TestTokens.service("reviews", Role.PEER);
  private static final Duration HORIZON = Duration.ofSeconds(2);
  private static final FeedSoFar FEED = new FeedSoFar("ideas", PEER);

  protected static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  protected static String newName() {
    return "prog-" + COUNT.incrementAndGet();
  }

  protected static Map<String, String> files() {
    return Map.of(
        "config.json",
        CONFIG,
        "src/Train.java",
        "class Train {\n  int a = 1;\n  int b = 2;\n  int c = 3;\n  int d = 4;\n  int e = 5;\n  int f = 6;\n  int g = 7;\n  int h = 8;\n}\n",
        "evaluator/Evaluate.java",
        "class Evaluate {}\n",
        "evaluator/test.csv",
        "1,2,3\n",
        "data/train.csv",
        "4,5,6\n");
  }

  protected static String program(String name) {
    return """
    apiVersion: loopgate.dev/v1
    kind: Program
    metadata: {name: %s, title: Digits}
    spec:
      objective: {metric: accuracy, direction: maximize, minimumEffect: 0.0}
      guards:
        - {metric: log_loss, direction: minimize, margin: 0.02}
      source: {directory: .}
      paths:
        editable: [config.json, src/**]
        sealed: [evaluator/**]
      stages:
        - {name: train, command: [java, src/Train.java], produces: [model/], timeout: 2m}
        - {name: evaluate, command: [java, evaluator/Evaluate.java], consumes: [model/], trusted: true, timeout: 1m}
      replication: {minSeeds: 6, maxSeeds: 40, errorRate: 0.05}
      budget: {concurrentRuns: 2, cpuHours: 20}
      policy: standard
      generator:
        kind: evolve
        file: config.json
        parameters:
          learningRate: {min: 0.001, max: 1, scale: log}
          layers: {min: 1, max: 8, integer: true}
          activation: {choices: [sigmoid, relu, tanh]}
          epochs: {min: 1, max: 50, integer: true}
          momentum: {min: 0, max: 0.99}
          batch: {min: 4, max: 128, integer: true, scale: log}
    """
        .formatted(name);
  }

  protected static String upload(Map<String, String> files) {
    byte[] tar = TestTarball.of(files);
    String digest = Json.digest(tar);
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(tar)
        .put("/api/v1/workspaces/" + digest)
        .then()
        .statusCode(204);
    return digest;
  }

  protected static Response apply(String file, @Nullable String workspace) {
    RequestSpecification request =
        as(RESEARCHER).contentType("application/yaml").body(file.getBytes(StandardCharsets.UTF_8));
    if (workspace != null) {
      request.queryParam("workspace", workspace);
    }
    return request.post("/api/v1/programs");
  }

  /** Creates a program of its own for a test and returns its name. */
  protected static String newProgram() {
    String name = newName();
    apply(program(name), upload(files())).then().statusCode(201);
    return name;
  }

  protected static Response propose(String token, Map<String, ?> body) {
    return as(token).contentType("application/json").body(Json.write(body)).post("/api/v1/ideas");
  }

  protected static Map<String, Object> idea(String program, Map<String, String> files) {
    return Map.of(
        "program",
        program,
        "generation",
        1,
        "title",
        "Try something",
        "hypothesis",
        "It may help.",
        "files",
        files);
  }

  protected static Map<String, Object> patch(String program, String patch) {
    return Map.of(
        "program",
        program,
        "generation",
        1,
        "title",
        "Try something",
        "hypothesis",
        "It may help.",
        "patch",
        patch);
  }

  protected static String config(String from, String to) {
    return CONFIG.replace(from, to);
  }

  protected static byte[] download(String token, String digest) {
    return as(token)
        .get("/api/v1/workspaces/" + digest)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  /** What was told of a program up to now. */
  protected static List<Map<String, Object>> feed(String type, String program) {
    awaitHorizon();
    return FEED.readOn().stream()
        .filter(event -> event.get("type").equals(type))
        .filter(event -> Json.write(event).contains("\"" + program))
        .toList();
  }

  /**
   * A transaction of somebody else holds the feed back for a moment; one that stays open does not.
   */
  private static void awaitHorizon() {
    long end = System.nanoTime() + HORIZON.toNanos();
    while (!isBehindHorizon() && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  private static boolean isBehindHorizon() {
    try (Connection connection =
            Arc.container().instance(AgroalDataSource.class).get().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select not exists (
                  select from feed_event
                  where transaction_id >= pg_snapshot_xmin(pg_current_snapshot()))
                """)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An agent's idea against a generation. */
  protected static JsonPath proposed(String program, int generation, Map<String, String> files) {
    Map<String, Object> body = new HashMap<>(idea(program, files));
    body.put("generation", generation);
    return propose(AGENT, body)
        .then()
        .log()
        .ifValidationFails()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** The idea as it is now. */
  protected static JsonPath idea(JsonPath idea) {
    return JsonPath.from(READER.get("/api/v1/ideas/" + idea.getString("id")).body());
  }

  /** Brings an idea through experiment and review. */
  protected void adopt(JsonPath idea) {
    experiments.tell(
        ExperimentConcluded.TYPE,
        "x",
        AdoptionTest.concluded(idea, Verdict.Outcome.IMPROVED, 0.03));
    await(() -> idea(idea).get("verdict"));
    reviews.tell(DecisionMade.TYPE, "x", AdoptionTest.decision(idea, DecisionMade.Outcome.ADOPT));
    await(() -> idea(idea).getString("status").equals("ADOPTED") ? idea : null);
  }

  /** What people decided on a question that is about no idea. */
  protected static DecisionMade decision(
      ReviewKind kind, DecisionMade.Outcome outcome, UUID subject, String key) {
    return new DecisionMade(
        UUID.randomUUID(),
        UUID.randomUUID(),
        key,
        kind,
        outcome,
        UUID.randomUUID(),
        null,
        null,
        subject,
        key,
        UUID.randomUUID(),
        1,
        null,
        "sha256:11",
        "standard@1",
        List.of("reviewer@local"),
        "because",
        7,
        Instant.parse("2026-11-26T12:00:00Z"));
  }

  protected static Response send(String token, String path, Map<String, ?> body) {
    return as(token).contentType("application/json").body(Json.write(body)).post(path);
  }

  /** What git says about a generation. */
  protected String tagMessage(String program, String tag) throws Exception {
    Path repository = data.resolve("git").resolve(program + ".git");
    try (Git git = Git.open(repository.toFile());
        RevWalk walk = new RevWalk(git.getRepository())) {
      ObjectId id = git.getRepository().resolve("refs/tags/" + tag);
      RevTag parsed = walk.parseTag(id);
      return new String(
          parsed.getFullMessage().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
  }

  protected static <T> T await(Supplier<@Nullable T> probe) {
    return Eventually.value("what the test waits for", probe);
  }
}
