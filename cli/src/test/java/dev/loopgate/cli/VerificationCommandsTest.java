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

/** The commands that show how far results and machines can be trusted. */
class VerificationCommandsTest {
  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenTokensOfTwoPeople() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    Files.writeString(home.resolve("tokens/reviewer.token"), "token-of-reviewer\n");
    terminal =
        new Terminal(Map.of("LOOPGATE_HOME", home.toString(), "LOOPGATE_SERVER", services.url()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void aProgramsReportShowsClaimedMeasuredAndMeasuredAgainSideBySide() {
    services.answer(
        "GET /api/v1/experiments/error-budget?program=digits",
        200,
        """
        {"program":"digits","errorRate":"0.05","registrations":7,"adopted":1,"spent":"0.1",
          "left":"0.9","nextThreshold":"1718.477949"}
        """);
    services.answer(
        "GET /api/v1/experiments/replications?program=digits",
        200,
        """
        {"program":"digits","items":[{"generation":2,"ideaKey":"digits-3","claimed":0.5,
          "measured":0.021,"low":0.008,"high":0.034,"remeasured":0.015,"remeasuredError":0.004,
          "gap":0.006}],"remeasured":1,"meanGap":0.006}
        """);

    assertThat(terminal.type("program", "report", "digits")).isZero();

    assertThat(terminal.out())
        .contains("CLAIMED", "+0.5000", "+0.0210 [+0.0080, +0.0340]", "+0.0150 ± 0.004")
        .contains("mean gap +0.0060 over 1 generations")
        .contains("error budget: 7 registrations, 1 adopted; the next idea needs e ≥ 1718");
  }

  @Test
  void aReportOfNothingSaysSo() {
    services.answer(
        "GET /api/v1/experiments/error-budget?program=digits",
        200,
        """
        {"program":"digits","errorRate":"0.05","registrations":7,"adopted":1,"spent":"0.1",
          "left":"0.9","nextThreshold":"1718.477949"}
        """);
    services.answer(
        "GET /api/v1/experiments/replications?program=digits",
        200,
        "{\"program\":\"digits\",\"items\":[],\"remeasured\":0}");

    assertThat(terminal.type("program", "report", "digits")).isZero();
    assertThat(terminal.err()).contains("No idea of digits was adopted yet");
  }

  @Test
  void anExperimentShowsWhatFiredAndWhyNothingRuns() {
    services.answer(
        "GET /api/v1/experiments/x-1",
        200,
        """
        {"id":"e","tripwires":[{"kind":"NETWORK_ATTEMPT","times":2,"evidence":"OutNoRoutes 3"}],
         "blockedBy":"The clearance demands HARDENED isolation."}
        """);

    assertThat(terminal.type("experiment", "view", "x-1")).isZero();
    assertThat(terminal.out())
        .contains("kind: NETWORK_ATTEMPT", "OutNoRoutes 3")
        .contains("blockedBy: The clearance demands HARDENED isolation.");
  }

  @Test
  void quarantinesAreListedAndLiftedByThePersonWhoSponsorsNobody() {
    services
        .answer(
            "GET /api/v1/quarantines",
            200,
            """
            {"items":[{"subject":"bot@lab","sponsor":"researcher@local","ideaKey":"x-1",
              "reason":"It passed.","inForce":true}]}
            """)
        .answer(
            "POST /api/v1/quarantines/bot%40lab/lift",
            200, "{\"subject\":\"bot@lab\",\"liftedBy\":\"reviewer@local\"}");

    assertThat(terminal.type("quarantine", "list")).isZero();
    assertThat(terminal.out()).contains("bot@lab", "yes", "It passed.");

    assertThat(terminal.type("quarantine", "lift", "bot@lab", "--reason", "Mended.")).isZero();
    assertThat(terminal.out()).contains("bot@lab may propose again; lifted by reviewer@local");
    FakeServices.Asked lift = services.last();
    assertThat(lift.headers())
        .containsEntry("Authorization", "Bearer token-of-reviewer")
        .containsKey("Idempotency-key");
    assertThat(lift.json().path("reason").asText()).isEqualTo("Mended.");
  }

  @Test
  void liftingNeedsAReason() {
    assertThat(terminal.type("quarantine", "lift", "bot@lab")).isEqualTo(2);
  }

  @Test
  void canariesAreListedWithWhatIsExpectedOfThem() {
    assertThat(terminal.type("canary", "list", "--corpus", "../examples/canaries/corpus")).isZero();
    assertThat(terminal.out()).contains("fork-bomb", "sandbox", "flag: PROCESS_FLOOD");
    assertThat(terminal.type("canary", "list", "--corpus", home.resolve("none").toString()))
        .isEqualTo(3);
  }
}
