package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandsTest {
  private static final String PROPOSED =
      """
      {"name":"digits","version":3,"currentGeneration":2,"outcome":"PROPOSED",
       "ruleChange":{"key":"digits-rules-1","changedFields":["policy","evaluator"]}}
      """;

  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

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
    Files.writeString(
        home.resolve("program.yaml"), "spec: {source: {git: 'https://example.org/x'}}\n");
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void applyingOtherRulesSaysThatTheyWaitForPeople() {
    services.answer("POST /api/v1/programs", 202, PROPOSED);

    int code = terminal.type("apply", "-f", home.resolve("program.yaml").toString());

    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("rule change digits-rules-1 waits for people", "policy", "version 3");
    assertThat(terminal.err())
        .contains("loopgate review view digits-rules-1", "loopgate program withdraw");
  }

  @Test
  void aDryRunSaysThatPeopleWouldBeAsked() {
    services.answer("POST /api/v1/programs?dryRun=true", 200, PROPOSED);

    terminal.type("apply", "-f", home.resolve("program.yaml").toString(), "--dry-run");

    assertThat(terminal.out()).contains("people would be asked");
  }

  @Test
  void ruleChangesAreListedAndTheirSealedFilesAreForReviewers() {
    services
        .answer(
            "GET /api/v1/programs/digits/rule-changes",
            200,
            """
            {"items":[{"key":"digits-rules-1","state":"APPLIED","changedFields":["evaluator"],
              "remeasured":true,"baseVersion":1,"version":2,"proposedBy":"researcher@local",
              "proposedAt":"2026-11-26T12:00:00Z","stateReason":"It had a hole."}]}
            """)
        .answer(
            "GET /api/v1/programs/digits/rule-changes/digits-rules-1/evaluator-diff",
            200,
            "+int hole;");

    assertThat(terminal.type("program", "rule-changes", "digits")).isZero();
    assertThat(terminal.out()).contains("digits-rules-1", "APPLIED", "evaluator", "It had a hole.");

    terminal.type("program", "rule-changes", "digits", "--diff", "digits-rules-1");
    assertThat(terminal.out()).contains("+int hole;");
    assertThat(services.last().headers())
        .containsEntry("Authorization", "Bearer token-of-reviewer");
  }

  @Test
  void aRollbackIsAskedForWithItsReasonAndCanBeTakenBack() {
    services
        .answer(
            "POST /api/v1/programs/digits/rollbacks",
            202,
            "{\"key\":\"digits-rollback-1\",\"generation\":3,\"toGeneration\":1}")
        .answer(
            "POST /api/v1/programs/digits/rollbacks/digits-rollback-1/withdraw",
            200,
            "{\"key\":\"digits-rollback-1\"}");

    assertThat(terminal.type("generation", "rollback", "digits", "1", "--reason", "Worse."))
        .isZero();
    assertThat(terminal.out()).contains("digits-rollback-1 waits for people", "back to 1");
    FakeServices.Asked asked = services.last();
    assertThat(asked.headers()).containsKey("Idempotency-key");
    assertThat(asked.json().path("toGeneration").asInt()).isEqualTo(1);
    assertThat(asked.json().path("reason").asText()).isEqualTo("Worse.");

    assertThat(terminal.type("program", "withdraw", "digits-rollback-1", "--reason", "No."))
        .isZero();
    assertThat(terminal.out()).contains("digits-rollback-1 is withdrawn");
    assertThat(terminal.type("program", "withdraw", "digits-1", "--reason", "No.")).isEqualTo(2);
  }

  @Test
  void generationsSayWhatMadeThem() {
    services.answer(
        "GET /api/v1/generations",
        200,
        """
        {"items":[
          {"program":"digits","number":4,"subjectKey":"digits-rollback-1","rollsBackTo":2},
          {"program":"digits","number":3,"subjectKey":"digits-rules-1"},
          {"program":"digits","number":2,"ideaKey":"digits-7"},
          {"program":"digits","number":1}]}
        """);

    terminal.type("generation", "list");

    assertThat(terminal.out())
        .contains("MADE BY", "digits-rollback-1 (back to 2)", "digits-rules-1", "digits-7");
  }
}
