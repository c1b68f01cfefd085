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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do about a review from a terminal. */
class ReviewCommandsTest {
  private static final String REVIEW =
      """
      {"id":"r1","key":"digits-3-adoption","kind":"ADOPTION","ideaKey":"digits-3","generation":2,
       "state":"OPEN","policy":"standard@1","dossierDigest":"sha256:abc",
       "requirements":[{"name":"approval","state":"UNSATISFIED","detail":"0 of 1"}],
       "votes":[{"value":"APPROVE","voter":"ann@lab","onBehalfOf":"ben@lab","reason":"Solid.",
         "outdated":true}],
       "dossier":{"idea":{"summary":"learningRate 0.05 → 0.08","changedPaths":["config.json"],
         "changedLines":2,"hypothesis":"Faster.",
         "provenance":{"principal":"scout","sponsor":"ada@lab"}},
         "evidence":{"runs":12,"weakestIsolation":"PROCESS","flags":0,
           "verdict":{"outcome":"IMPROVED","effect":0.021,"low":0.008,"high":0.034,"pairs":6,
             "eValue":"60.1","threshold":"40","guards":[
               {"metric":"log_loss","effect":0.001,"margin":"0.02","broken":false}]}}}}
      """;
  private static final String[] AS_REVIEWER = {"Authorization", "Bearer token-of-reviewer"};

  @TempDir Path home = Path.of("set by JUnit");
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenTokensOfTwoPeopleAndAnOpenReview() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    Files.writeString(home.resolve("tokens/reviewer.token"), "token-of-reviewer\n");
    services
        .answer("GET /api/v1/reviews/digits-3-adoption", 200, REVIEW)
        .answer("GET /api/v1/reviews/r1", 200, REVIEW);
    terminal =
        new Terminal(Map.of("LOOPGATE_HOME", home.toString(), "LOOPGATE_SERVER", services.url()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void aReviewIsOnOneScreenWithTheEvidenceBeforeThePitch() {
    assertThat(terminal.type("review", "view", "digits-3-adoption")).isZero();

    assertThat(terminal.out())
        .containsSubsequence(
            "digits-3-adoption: ADOPTION of digits-3 on generation 2 (OPEN, standard@1)",
            "learningRate 0.05 → 0.08",
            "IMPROVED +0.0210 [+0.0080, +0.0340] after 6 pairs",
            "60.1, needed 40",
            "log_loss +0.0010",
            "kept",
            "approval: UNSATISFIED, 0 of 1",
            "APPROVE by ann@lab for ben@lab: Solid. (on an older dossier)",
            "scout, sponsored by ada@lab",
            "Faster.",
            "sha256:abc");
    assertThat(terminal.err()).contains("loopgate review vote digits-3-adoption --approve|--veto");
  }

  @Test
  void reviewsAreListedWithWhatTheyNeed() {
    services.answer(
        "GET /api/v1/reviews?program=digits&state=OPEN&kind=ADOPTION",
        200,
        "{\"items\":[" + REVIEW + "]}");

    assertThat(
            terminal.type(
                "review", "list", "-p", "digits", "--state", "OPEN", "--kind", "ADOPTION"))
        .isZero();

    assertThat(terminal.out()).contains("NEEDS", "digits-3-adoption", "approval", "standard@1");
  }

  @ParameterizedTest
  @CsvSource({
    "--approve,  APPROVE",
    "--veto,     VETO",
    "--abstain,  ABSTAIN",
    "--recuse,   RECUSE",
    "--withdraw, WITHDRAW"
  })
  void everyAnswerIsSentAsWhatItIs(String option, String value) {
    services.answer("POST /api/v1/reviews/r1/votes", 200, REVIEW);

    assertThat(terminal.type("review", "vote", "digits-3-adoption", option, "--reason", "Why."))
        .isZero();

    FakeServices.Asked vote = services.asked("POST /api/v1/reviews/r1/votes");
    assertThat(vote.json().toString())
        .isEqualTo("{\"value\":\"%s\",\"reason\":\"Why.\"}".formatted(value));
    assertThat(terminal.out()).contains(value + " is counted; digits-3-adoption still needs");
  }

  @Test
  void aDelegateSaysForWhomAndWithWhichCodes() {
    services.answer("POST /api/v1/reviews/r1/votes", 200, REVIEW);

    assertThat(
            terminal.type(
                "review",
                "vote",
                "digits-3-adoption",
                "--veto",
                "--reason",
                "Why.",
                "--for",
                "ben@lab",
                "--code",
                "safety",
                "--code",
                "cost"))
        .isZero();

    FakeServices.Asked vote = services.asked("POST /api/v1/reviews/r1/votes");
    assertThat(vote.json().path("onBehalfOf").asText()).isEqualTo("ben@lab");
    assertThat(vote.json().path("reasonCodes").toString()).isEqualTo("[\"safety\",\"cost\"]");
  }

  @Test
  void aVoteThatDecidesSaysWhat() {
    services
        .answer("POST /api/v1/reviews/r1/votes", 200, "{}")
        .answer(
            "GET /api/v1/reviews/r1",
            200,
            """
            {"id":"r1","key":"digits-3-adoption","state":"DECIDED","dossierDigest":"sha256:abc",
             "decision":{"outcome":"ADOPT"}}
            """);

    terminal.type("review", "vote", "r1", "--approve", "--reason", "Why.");

    assertThat(terminal.out()).contains("digits-3-adoption is decided: ADOPT");
  }

  @ParameterizedTest
  @CsvSource({"override, overrides", "break-glass, break-glass"})
  void whatSetsOthersAsideIsBoundToTheDossierAndSafeToRetry(String command, String path) {
    services.answer("POST /api/v1/reviews/r1/" + path, 200, REVIEW);

    assertThat(terminal.type("review", command, "digits-3-adoption", "--reason", "Fire.")).isZero();

    FakeServices.Asked call = services.asked("POST /api/v1/reviews/r1/" + path);
    assertThat(call.headers())
        .containsEntry(AS_REVIEWER[0], AS_REVIEWER[1])
        .containsEntry("If-match", "\"sha256:abc\"")
        .containsKey("Idempotency-key");
    assertThat(call.json().toString()).isEqualTo("{\"reason\":\"Fire.\"}");
    assertThat(terminal.err()).contains("dossier sha256:abc");
    assertThat(terminal.out()).contains("digits-3-adoption is OPEN; it still needs: approval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"override", "break-glass"})
  void whatSetsOthersAsideNeedsAReasonAndKeepsTheDossierThatWasRead(String command) {
    assertThat(terminal.type("review", command, "r1")).isEqualTo(2);
    assertThat(services.lines()).isEmpty();

    terminal.type("review", command, "r1", "--reason", "Fire.", "--dossier", "sha256:old");

    assertThat(services.last().headers()).containsEntry("If-match", "\"sha256:old\"");
  }

  @Test
  void aPostReviewSaysWhatItFound() {
    services.answer("POST /api/v1/reviews/digits-3-adoption/post-review", 200, "{\"items\":[]}");

    assertThat(
            terminal.type(
                "review",
                "post-review",
                "digits-3-adoption",
                "--finding",
                "JUSTIFIED",
                "--comment",
                "It burned."))
        .isZero();

    assertThat(services.last().headers())
        .containsEntry(AS_REVIEWER[0], AS_REVIEWER[1])
        .containsKey("Idempotency-key");
    assertThat(services.last().json().path("comment").asText()).isEqualTo("It burned.");
    assertThat(terminal.out()).contains("JUSTIFIED is in the record");
  }

  @Test
  void aVoiceIsLentForSomeThingsOnlyAndTakenBackById() {
    services
        .answer(
            "POST /api/v1/delegations",
            200,
            """
            {"id":"d1","delegator":"reviewer@local","delegate":"ann@lab",
             "expiresAt":"2026-12-03T12:00:00Z"}
            """)
        .answer(
            "DELETE /api/v1/delegations/d1",
            200,
            """
            {"id":"d1","delegator":"reviewer@local","delegate":"ann@lab",
             "revokedAt":"2026-11-27T12:00:00Z"}
            """);

    assertThat(
            terminal.type(
                "review",
                "delegate",
                "ann@lab",
                "--days",
                "7",
                "--reason",
                "Away.",
                "--kind",
                "ADOPTION",
                "-p",
                "digits"))
        .isZero();

    FakeServices.Asked lent = services.last();
    assertThat(lent.headers())
        .containsEntry(AS_REVIEWER[0], AS_REVIEWER[1])
        .containsKey("Idempotency-key");
    assertThat(lent.json().toString())
        .isEqualTo(
            "{\"delegate\":\"ann@lab\",\"days\":7,\"reason\":\"Away.\",\"kinds\":[\"ADOPTION\"],"
                + "\"program\":\"digits\"}");
    assertThat(terminal.out()).contains("ann@lab may speak for reviewer@local", "(d1)");

    assertThat(terminal.type("review", "revoke", "d1")).isZero();

    assertThat(services.last().headers()).containsEntry(AS_REVIEWER[0], AS_REVIEWER[1]);
    assertThat(terminal.out())
        .contains("ann@lab speaks for reviewer@local no more, since 2026-11-27T12:00:00Z");
    assertThat(terminal.type("review", "revoke", "d2")).isEqualTo(3);
    assertThat(terminal.type("review", "revoke")).isEqualTo(2);
  }

  @Test
  void delegationsAndReviewersAreListed() {
    services
        .answer(
            "GET /api/v1/delegations?person=ann%40lab",
            200,
            """
            {"items":[{"id":"d1","delegator":"ben@lab","delegate":"ann@lab","program":"digits",
              "expiresAt":"2026-12-03T12:00:00Z"}]}
            """)
        .answer(
            "GET /api/v1/reviewers",
            200,
            """
            {"items":[{"person":"ann@lab","votesToday":21,"votes":40,"approvals":39,
              "medianDwellSeconds":4,"unread":12,"overDailyLoad":true}]}
            """);

    assertThat(terminal.type("review", "delegations", "--person", "ann@lab")).isZero();
    assertThat(terminal.out()).contains("TAKEN BACK", "d1", "ben@lab", "digits");

    assertThat(terminal.type("review", "reviewers")).isZero();
    assertThat(terminal.out()).contains("UNREAD", "ann@lab", "39", "12", "true");
  }
}
