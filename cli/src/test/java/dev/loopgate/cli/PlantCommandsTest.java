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

class PlantCommandsTest {
  private static final String PLANT =
      """
      {"id":"p1","reviewId":"r9","reviewKey":"digits-55-adoption","program":"digits",
       "model":"digits-3-adoption","defect":"PLAN_AFTER_RESULT","wrong":"The plan came after.",
       "planter":"admin@local","plantedAt":"2026-11-26T12:00:00Z","answers":[]}
      """;
  private static final String PAGE =
      """
      {"items":[
        {"id":"p2","reviewKey":"digits-61-adoption","defect":"TRIPWIRE_FIRED","planter":"admin@local",
         "plantedAt":"2026-11-26T12:00:00Z","answers":[]},
        {"id":"p1","reviewKey":"digits-55-adoption","defect":"PLAN_AFTER_RESULT","result":"MISSED",
         "planter":"admin@local","plantedAt":"2026-11-25T12:00:00Z",
         "answers":[{"person":"ann","caught":true},{"person":"ben","caught":false}]}],
       "total":{"planted":4,"caught":2,"missed":1,"undecided":1,
                "catchRate":0.6667,"low":0.2077,"high":0.9385}}
      """;

  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenTokensOfTwoPeople() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/admin.token"), "token-of-admin\n");
    Files.writeString(home.resolve("tokens/reviewer.token"), "token-of-reviewer\n");
    Files.writeString(
        home.resolve("endpoints.json"), "{\"reviews\":\"%s\"}".formatted(services.url()));
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void plantingAsksAsTheAdminAndSaysWhatAReaderShouldFind() {
    services.answer("POST /api/v1/plants", 201, PLANT);

    int code =
        terminal.type(
            "review",
            "plant",
            "digits-3-adoption",
            "--defect",
            "plan-after-result",
            "--title",
            "Wider still");

    assertThat(code).isZero();
    assertThat(terminal.out()).contains("planted digits-55-adoption: The plan came after.");
    assertThat(terminal.err()).contains("as admin@local", "loopgate review unplant p1");
    FakeServices.Asked asked = services.last();
    assertThat(asked.json().toString())
        .isEqualTo(
            "{\"model\":\"digits-3-adoption\",\"defect\":\"PLAN_AFTER_RESULT\",\"title\":\"Wider still\"}");
    assertThat(asked.headers())
        .containsEntry("Authorization", "Bearer token-of-admin")
        .containsKey("Idempotency-key");
  }

  @Test
  void aPlantThatThePolicyFindsByItselfEndsWithTheReason() {
    services.answer(
        "POST /api/v1/plants",
        422,
        """
        {"type":"https://loopgate.dev/problems/needless-plant","title":"The policy finds it",
         "status":422,"detail":"standard@1 refuses that without asking people."}
        """);

    assertThat(terminal.type("review", "plant", "digits-3", "--defect", "tripwire-fired"))
        .isEqualTo(1);

    assertThat(terminal.err()).contains("standard@1 refuses that without asking people.");
    assertThat(terminal.type("review", "plant", "digits-3")).isEqualTo(2);
  }

  @Test
  void plantsAreListedWithWhoFoundThemAndTheCatchRate() {
    services.answer("GET /api/v1/plants", 200, PAGE);

    assertThat(terminal.type("review", "plants")).isZero();

    assertThat(terminal.out())
        .contains("digits-61-adoption", "open", "digits-55-adoption", "MISSED", "ann", "ben")
        .contains("4 ended: 2 caught, 1 missed, 1 undecided; catch rate 67 %")
        .contains("(95 % interval 21 % to 94 %)");
    assertThat(terminal.type("review", "plants", "-o", "json")).isZero();
    assertThat(terminal.out()).contains("\"catchRate\"");
  }

  @Test
  void aPlantIsTakenBack() {
    services.answer("DELETE /api/v1/plants/p1", 200, PLANT);

    assertThat(terminal.type("review", "unplant", "p1")).isZero();

    assertThat(terminal.out()).contains("digits-55-adoption is no test of anybody any more");
  }

  @Test
  void whoVotedOnAPlantHearsAtOnceWhatWasWrong() {
    String open =
        "{'id':'r9','key':'digits-55-adoption','state':'OPEN','dossierDigest':'sha256:a'}";
    String ended =
        "{'id':'r9','key':'digits-55-adoption','state':'PLANTED','dossierDigest':'sha256:a',"
            + "'plant':{'result':'MISSED','wrong':'The plan came after.'}}";
    services
        .answer("GET /api/v1/reviews/digits-55-adoption", 200, open.replace('\'', '"'))
        .answer("POST /api/v1/reviews/r9/votes", 200, ended.replace('\'', '"'))
        .answer("GET /api/v1/reviews/r9", 200, ended.replace('\'', '"'));

    int code =
        terminal.type("review", "vote", "digits-55-adoption", "--approve", "--reason", "good");

    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("digits-55-adoption was planted to see whether people look: MISSED.")
        .contains("The plan came after.");
  }
}
