package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.cli.token.IssuerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopgateTest {
  private static final String REVIEW =
      """
      {"id":"r1","key":"digits-3-adoption","ideaKey":"digits-3","state":"OPEN",
       "dossierDigest":"sha256:abc",
       "requirements":[{"name":"one reviewer","state":"UNSATISFIED","detail":"0 of 1"}]}
      """;

  @TempDir Path home;
  private FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

  private static final String[] NEW_TOKEN = {
    "token", "create", "--kind", "human", "--subject", "eve@example.org", "--role", "break-glass"
  };

  @BeforeEach
  void givenTokensOfTwoPeople() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    Files.writeString(home.resolve("tokens/reviewer.token"), "token-of-reviewer\n");
    Files.writeString(
        home.resolve("endpoints.json"),
        "{'ideas':'U','experiments':'U','reviews':'U'}"
            .replace('\'', '"')
            .replace("U", services.url()));
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void listShowsATableForPeople() {
    services.answer(
        "GET /api/v1/ideas?program=digits",
        200,
        """
        {"items":[{"key":"digits-1","generation":1,"summary":"learningRate 0.05 → 0.08",
          "status":"OPEN","verdict":{"outcome":"IMPROVED","effect":0.021,"low":0.008,"high":0.034},
          "provenance":{"principal":"evolve@digits"}}],"nextCursor":"abc"}
        """);

    int code = terminal.type("idea", "list", "--program", "digits");

    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("KEY", "learningRate 0.05 → 0.08", "+0.0210 [+0.0080, +0.0340]");
    assertThat(terminal.err()).contains("--cursor abc");
    assertThat(services.last().headers())
        .containsEntry("Authorization", "Bearer token-of-researcher");
  }

  @Test
  void jsonIsTheAnswerUnchangedAndNothingElse() {
    services.answer("GET /api/v1/ideas", 200, "{\"items\":[],\"new\":1}");

    assertThat(terminal.type("idea", "list", "-o", "json")).isZero();

    assertThat(terminal.out().replaceAll("\\s", "")).isEqualTo("{\"items\":[],\"new\":1}");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void voteIsTheReviewersAndCarriesTheDossierThatWasRead() {
    services
        .answer("GET /api/v1/reviews/digits-3-adoption", 200, REVIEW)
        .answer("GET /api/v1/reviews/r1", 200, REVIEW)
        .answer("POST /api/v1/reviews/r1/votes", 201, "{\"id\":\"v1\"}");

    int code =
        terminal.type("review", "vote", "digits-3-adoption", "--approve", "--reason", "Solid.");

    assertThat(code).isZero();
    assertThat(terminal.err()).contains("as reviewer@local", "dossier sha256:abc");
    FakeServices.Asked vote = services.asked("POST /api/v1/reviews/r1/votes");
    assertThat(vote.headers())
        .containsEntry("Authorization", "Bearer token-of-reviewer")
        .containsEntry("If-match", "\"sha256:abc\"")
        .containsKey("Idempotency-key");
    assertThat(vote.json().path("value").asText()).isEqualTo("APPROVE");
    assertThat(vote.json().path("reason").asText()).isEqualTo("Solid.");
    assertThat(terminal.out()).contains("still needs: one reviewer");
  }

  @Test
  void voteFindsTheOneOpenReviewOfAnIdea() {
    services
        .answer("GET /api/v1/reviews?state=OPEN&limit=200", 200, "{\"items\":[" + REVIEW + "]}")
        .answer("GET /api/v1/reviews/digits-3-adoption", 200, REVIEW)
        .answer("GET /api/v1/reviews/r1", 200, REVIEW)
        .answer("POST /api/v1/reviews/r1/votes", 201, "{}");

    assertThat(terminal.type("review", "vote", "digits-3", "--veto", "--reason", "Too risky."))
        .isZero();
  }

  @Test
  void outdatedDossierIsAConflictThatSaysWhatToDo() {
    services
        .answer("GET /api/v1/reviews/r1", 200, REVIEW)
        .answer(
            "POST /api/v1/reviews/r1/votes",
            412,
            """
            {"type":"https://loopgate.dev/problems/stale","title":"Stale","status":412,
             "detail":"The dossier is now another."}
            """);

    int code =
        terminal.type(
            "review", "vote", "r1", "--approve", "--reason", "x", "--dossier", "sha256:old");

    assertThat(code).isEqualTo(5);
    assertThat(services.asked("POST /api/v1/reviews/r1/votes").headers())
        .containsEntry("If-match", "\"sha256:old\"");
    assertThat(terminal.err())
        .contains("error: The dossier is now another.", "try: loopgate review view")
        .doesNotContain("\tat ");
  }

  @Test
  void refusalsShowTheirSingleFaults() {
    services.answer(
        "POST /api/v1/ideas",
        400,
        """
        {"type":"https://loopgate.dev/problems/invalid-value","title":"t","status":400,
         "detail":"The patch does not apply.",
         "errors":[{"pointer":"config.json:3","detail":"the line is not there"}]}
        """);

    int code =
        terminal.type(
            "idea",
            "propose",
            "-p",
            "digits",
            "--title",
            "t",
            "--hypothesis",
            "h",
            "--generation",
            "1",
            "--file",
            "config.json=" + home.resolve("endpoints.json"));

    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("config.json:3: the line is not there");
    assertThat(services.last().json().at("/files/config.json").asText()).contains("ideas");
  }

  @Test
  void exitCodesTellWhy() {
    services
        .answer("GET /api/v1/ideas/a", 404, "{\"detail\":\"no\",\"status\":404}")
        .answer("GET /api/v1/ideas/b", 403, "{\"detail\":\"no\",\"status\":403}")
        .answer("GET /api/v1/ideas/c", 409, "{\"detail\":\"no\",\"status\":409}")
        .answer("GET /api/v1/ideas/d", 500, "boom");

    assertThat(terminal.type("idea", "view", "a")).isEqualTo(3);
    assertThat(terminal.type("idea", "view", "b")).isEqualTo(4);
    assertThat(terminal.type("idea", "view", "c")).isEqualTo(5);
    assertThat(terminal.type("idea", "view", "d")).isEqualTo(1);
    assertThat(terminal.type("idea", "wiew", "d")).isEqualTo(2);
    assertThat(terminal.type("idea", "list", "-o", "xml")).isEqualTo(2);
    assertThat(terminal.type("idea", "list", "--as", "nobody")).isEqualTo(4);
  }

  @Test
  void whatIsTypedCannotLeaveItsPlaceInThePath() {
    assertThat(terminal.type("idea", "view", "../programs?x=1")).isEqualTo(3);
    assertThat(services.lines()).containsExactly("GET /api/v1/ideas/..%2Fprograms%3Fx%3D1");
  }

  @Test
  void unreachableServicesAreSaidInOneSentence() {
    int code = terminal.type("idea", "list", "--server", "http://127.0.0.1:1");

    assertThat(code).isEqualTo(1);
    assertThat(terminal.err())
        .contains("error: http://127.0.0.1:1 does not answer", "try: loopgate up")
        .doesNotContain("\tat ");
  }

  @Test
  void voteNeedsExactlyOneAnswerAndAReason() {
    assertThat(terminal.type("review", "vote", "r1", "--reason", "x")).isEqualTo(2);
    assertThat(terminal.type("review", "vote", "r1", "--approve")).isEqualTo(2);
    assertThat(terminal.type("review", "vote", "r1", "--approve", "--veto", "--reason", "x"))
        .isEqualTo(2);
  }

  @Test
  void agentsNeedASponsor() {
    assertThat(terminal.type("token", "create", "--kind", "agent", "--subject", "a")).isEqualTo(2);
    assertThat(terminal.err()).contains("--sponsor");
  }

  @Test
  void aTokenIsInTheLogBeforeAnybodyHasIt() throws IOException {
    IssuerKey.loadOrCreate(Files.createDirectories(home.resolve("keys")).resolve("issuer.pem"));
    services.answer("POST /log/tokens", 200, "{}");

    assertThat(terminal.type(NEW_TOKEN)).isZero();

    String token = terminal.out().strip();
    assertThat(token.split("\\.")).hasSize(3);
    assertThat(services.asked("POST /log/tokens").headers())
        .containsEntry("Authorization", "Bearer " + token);
  }

  @Test
  void aTokenThatTheLogDoesNotTakeIsNotHandedOut() throws IOException {
    IssuerKey.loadOrCreate(Files.createDirectories(home.resolve("keys")).resolve("issuer.pem"));

    assertThat(terminal.type(NEW_TOKEN)).isNotZero();
    assertThat(terminal.out()).isEmpty();

    services.close();

    assertThat(terminal.type(NEW_TOKEN)).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("--offline");
  }

  @Test
  void aTokenThatIsMadeOfflineSaysThatTheLogDoesNotKnowIt() throws IOException {
    IssuerKey.loadOrCreate(Files.createDirectories(home.resolve("keys")).resolve("issuer.pem"));
    List<String> line = new ArrayList<>(List.of(NEW_TOKEN));
    line.add("--offline");

    assertThat(terminal.type(line.toArray(String[]::new))).isZero();

    assertThat(terminal.out().strip().split("\\.")).hasSize(3);
    assertThat(terminal.err()).contains("not in the log");
    assertThat(services.lines()).isEmpty();
  }

  @Test
  void applyUploadsTheDirectoryByItsDigest() throws IOException {
    Path program = Files.createDirectory(home.resolve("program"));
    Files.writeString(program.resolve("program.yaml"), "spec: {source: {directory: .}}\n");
    Files.writeString(program.resolve("config.json"), "{}");

    terminal.type("apply", "-f", program.resolve("program.yaml").toString());

    FakeServices.Asked upload = services.last();
    assertThat(upload.line()).startsWith("PUT /api/v1/workspaces/sha256:");
    assertThat(upload.headers()).containsEntry("Content-type", "application/gzip");
    String digest = dev.loopgate.wire.json.Json.digest(upload.bytes());
    assertThat(upload.line()).endsWith(digest);

    services
        .answer(upload.line(), 204, "")
        .answer(
            "POST /api/v1/programs?workspace=" + digest,
            201,
            "{\"name\":\"digits\",\"outcome\":\"CREATED\",\"version\":1,\"currentGeneration\":1}");

    assertThat(terminal.type("apply", "-f", program.resolve("program.yaml").toString())).isZero();
    assertThat(services.last().headers()).containsEntry("Content-type", "application/yaml");
    assertThat(terminal.out()).contains("program digits created");
  }

  @Test
  void applySaysWhichLineIsNoYaml() throws IOException {
    Path file = Files.writeString(home.resolve("program.yaml"), "spec:\n  a: [1\nb: 2\n");

    assertThat(terminal.type("apply", "-f", file.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("program.yaml:3 is not YAML");
  }

  @Test
  void textFromAgentsCannotSteerTheTerminal() {
    services.answer("GET /api/v1/ideas/a", 200, "{\"title\":\"x\\u001b[2Jy\\u202ez\"}");

    assertThat(terminal.type("idea", "view", "a")).isZero();
    assertThat(terminal.out()).doesNotContain("\u001b").doesNotContain("\u202e");
  }
}
