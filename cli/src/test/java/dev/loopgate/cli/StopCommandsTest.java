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

class StopCommandsTest {
  private static final String STOPPING =
      """
      {"key":"stop-3","state":"FREEZING","summary":"stopping, 3 running"}
      """;
  private static final String STOPPED =
      """
      {"key":"stop-3","state":"FROZEN",
       "summary":"stopped, proven at 2026-11-26T12:00:01.9Z after 1.8 s"}
      """;

  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenATokenOfSomebody() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    Files.writeString(
        home.resolve("endpoints.json"), "{\"reviews\":\"%s\"}".formatted(services.url()));
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void freezeAsksNothingAndShowsHowItGoesUntilItIsProven() {
    services
        .answer("POST /api/v1/stops", 201, STOPPING)
        .answer("GET /api/v1/stops/stop-3", 200, STOPPED);

    int code = terminal.type("freeze");

    assertThat(code).isZero();
    assertThat(terminal.err()).contains("stop-3: stopping, 3 running", "loopgate resume stop-3");
    assertThat(terminal.out()).contains("stopped, proven at", "after 1.8 s");
    assertThat(services.asked("POST /api/v1/stops").json().toString())
        .isEqualTo("{\"level\":\"FREEZE\"}");
  }

  @Test
  void freezeOfOneProgramNeedNotWait() {
    services.answer("POST /api/v1/stops", 201, STOPPING);

    assertThat(terminal.type("freeze", "digits", "--reason", "odd", "--no-wait")).isZero();

    assertThat(terminal.out()).contains("stop-3: stopping, 3 running");
    assertThat(services.lines()).containsExactly("POST /api/v1/stops");
    assertThat(services.last().json().path("scope").asText()).isEqualTo("digits");
    assertThat(services.last().json().path("reason").asText()).isEqualTo("odd");
  }

  @Test
  void killNeedsAReason() {
    services.answer("POST /api/v1/stops", 201, STOPPED);

    assertThat(terminal.type("kill")).isEqualTo(2);
    assertThat(services.lines()).isEmpty();
    assertThat(terminal.type("kill", "--reason", "it cheats")).isZero();
    assertThat(services.last().json().path("level").asText()).isEqualTo("KILL");
  }

  @Test
  void resumeSaysHowOthersVote() {
    services.answer(
        "POST /api/v1/stops/stop-3/resumption",
        201,
        "{\"key\":\"stop-3\",\"resumption\":\"stop-3-resume\"}");

    assertThat(terminal.type("resume", "stop-3", "--reason", "mended")).isZero();

    assertThat(terminal.out()).contains("stop-3 goes on when others approve stop-3-resume");
    assertThat(terminal.err()).contains("loopgate review vote stop-3-resume --approve|--veto");
  }

  @Test
  void stopsAreListed() {
    services.answer(
        "GET /api/v1/stops?inForce=true",
        200,
        """
        {"items":[{"key":"stop-3","level":"FREEZE","scope":"digits","summary":"stopping, 3 running",
          "stoppedBy":"scout","reason":"odd"}]}
        """);

    assertThat(terminal.type("stops", "--in-force")).isZero();

    assertThat(terminal.out()).contains("stop-3", "stopping, 3 running", "scout");
  }

  @Test
  void whoPressesAgainHearsOfTheStopThatIsInForce() {
    services
        .answer("POST /api/v1/stops", 200, STOPPED)
        .answer("GET /api/v1/stops/stop-3", 200, STOPPED);

    assertThat(terminal.type("freeze", "digits")).isZero();

    assertThat(terminal.out()).contains("stop-3: stopped, proven at");
    assertThat(services.lines()).as("nothing to wait for").containsExactly("POST /api/v1/stops");
  }

  @Test
  void whoMayNotKillIsToldSo() {
    services.answer(
        "POST /api/v1/stops",
        403,
        """
        {"type":"https://loopgate.dev/problems/forbidden","title":"t","status":403,
         "detail":"KILL is for people with the role operator, safety or admin."}
        """);

    assertThat(terminal.type("kill", "digits", "--reason", "x")).isEqualTo(4);

    assertThat(terminal.err()).contains("operator, safety or admin");
  }

  @Test
  void resumeNeedsAReasonAndAStopThatIsInForce() {
    services.answer(
        "POST /api/v1/stops/stop-3/resumption",
        409,
        """
        {"type":"https://loopgate.dev/problems/conflict","title":"t","status":409,
         "detail":"stop-3 was resumed. There is nothing to do."}
        """);

    assertThat(terminal.type("resume", "stop-3")).isEqualTo(2);
    assertThat(services.lines()).isEmpty();
    assertThat(terminal.type("resume", "stop-3", "--reason", "mended")).isEqualTo(5);
    assertThat(services.last().json().path("reason").asText()).isEqualTo("mended");
    assertThat(terminal.type("resume", "stop-9", "--reason", "mended")).isEqualTo(3);
  }

  @Test
  void whereNothingIsStoppedThatIsSaid() {
    services
        .answer("GET /api/v1/stops", 200, "{\"items\":[]}")
        .answer("GET /api/v1/stops?inForce=true", 200, "{\"items\":[]}");

    assertThat(terminal.type("stops")).isZero();
    assertThat(terminal.err()).contains("Nothing was ever stopped.");
    assertThat(terminal.type("stops", "--in-force")).isZero();
    assertThat(terminal.err()).contains("Nothing is stopped.");
  }
}
