package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Anybody stops the loop within seconds; only other people start it again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopSystemTest {
  private static final String SLEEPER = "3607.25";
  private static final int RUNNING = 20;

  @SuppressWarnings("NullAway.Init")
  private Installation installation;

  @SuppressWarnings("NullAway.Init")
  private Path nap;

  @BeforeAll
  void start(@TempDir Path home) throws IOException, InterruptedException {
    nap = home.resolve("nap");
    installation =
        Installation.up(
            home,
            Map.of(
                "LOOPGATE_WORKER_SLOTS",
                Integer.toString(RUNNING),
                "LOOPGATE_ISOLATION",
                "process", // a stage sees whether it is to nap
                "LOOPGATE_EXPERIMENTS_LOOK_AHEAD",
                Integer.toString(RUNNING - 1)));
  }

  /** Twenty slots of a worker ask for work, and every service follows the others. */
  @AfterAll
  void allOfItEndsAtOnceAndLogsNoErrorAfter() throws IOException {
    OrderlyEnd.of(installation);
  }

  @Test
  void anAgentFreezesTwentyRunningAttemptsAndOnlyOtherPeopleResumeThem()
      throws IOException, InterruptedException, SQLException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "stopped", this::napping);
    awaitBaseline(program);
    Files.createFile(nap);
    String key = program.propose("better", "{\"shift\": 1}").path("key").asText();
    Await.until(
        RUNNING + " attempts run", Duration.ofMinutes(2), () -> sleepers().size() >= RUNNING);
    String agent = agent();

    // When another service has left a transaction open, which holds back every feed
    IdleTransaction idle = IdleTransaction.open(installation, "experiments");
    Duration limit = Promised.within(Duration.ofSeconds(1));
    long asked = System.nanoTime();
    JsonNode stop =
        installation
            .with(agent, "reviews")
            .post(
                "/api/v1/stops",
                Map.of("level", "FREEZE", "reason", "too good to be true"),
                JsonNode.class,
                Map.of());
    String stopKey = stop.path("key").asText();
    while (!sleepers().isEmpty()) {
      assertThat(since(asked)).as("%d still run", sleepers().size()).isLessThan(limit);
      Thread.onSpinWait();
    }
    Duration gone = since(asked);
    assertThatThrownBy(() -> program.propose("late", "{\"shift\": 3}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(stopKey);
    assertThat(state(stopKey)).as("the feeds are held back").isEqualTo("FREEZING");
    idle.close();

    // Then
    Await.until("proof", Duration.ofSeconds(10), () -> state(stopKey).equals("FROZEN"));
    JsonNode proven = stop(stopKey);
    System.out.printf(
        "%d attempts: last process gone after %d ms, %s%n",
        RUNNING, gone.toMillis(), proven.path("summary").asText());
    assertThat(proven.path("ranAtStop").asInt()).isGreaterThanOrEqualTo(RUNNING);
    assertThat(proven.path("elapsedMillis").asLong()).isBetween(1L, 10_000L);
    assertThat(installation.logged(stop.path("id").asText()))
        .contains("stop.changed", "stop.proven");
    assertThatThrownBy(() -> program.propose("more", "{\"shift\": 2}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(stopKey);

    // When every service dies and comes back
    for (String service : List.of("reviews", "experiments", "ideas")) {
      installation.killAndAwait(service);
    }

    // Then it is still frozen
    assertThat(state(stopKey)).isEqualTo("FROZEN");
    assertThatThrownBy(() -> program.propose("more", "{\"shift\": 2}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(stopKey);
    assertThat(sleepers()).isEmpty();

    // When people are asked
    Files.delete(nap);
    assertThatThrownBy(() -> ask(installation.with(agent, "reviews"), stopKey))
        .isInstanceOf(ProblemException.class);
    ask(installation.as("researcher", "reviews"), stopKey);
    String review = stopKey + "-resume";
    Outcome own =
        installation.run(
            "--as", "researcher", "review", "vote", review, "--approve", "--reason", "mine");
    assertThat(own.exitCode()).as(own.out() + own.err()).isEqualTo(4);
    assertThat(state(stopKey)).isEqualTo("FROZEN");
    Outcome other =
        installation.run("review", "vote", review, "--approve", "--reason", "looked into it");
    assertThat(other.exitCode()).as(other.err()).isZero();

    // Then what was stopped runs again
    assertThat(state(stopKey)).isEqualTo("RESUMED");
    JsonNode experiment = program.verdictOn(key);
    assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
  }

  private String napping(String text) {
    String sleep = "if [ -e '%s' ]; then sleep %s; fi\n".formatted(nap, SLEEPER);
    return text.replace("concurrentRuns: 4", "concurrentRuns: " + RUNNING)
        .replace("timeout: 30s", "timeout: 2h")
        .replace("mkdir -p model", sleep + "mkdir -p model");
  }

  private void awaitBaseline(SyntheticProgram program) throws InterruptedException {
    String path = "/api/v1/experiments?kind=BASELINE&program=" + program.name();
    Await.until(
        "the baseline is measured",
        Duration.ofMinutes(2),
        () ->
            installation
                .get("experiments", path)
                .at("/items/0/state")
                .asText()
                .equals("CONCLUDED"));
  }

  private static List<String> sleepers() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.endsWith("sleep " + SLEEPER))
        .toList();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private String agent() throws IOException, InterruptedException {
    Outcome token =
        installation.run(
            "token",
            "create",
            "--kind",
            "agent",
            "--subject",
            "scout",
            "--sponsor",
            "nobody@local");
    assertThat(token.exitCode()).as(token.err()).isZero();
    return token.out().strip();
  }

  private static void ask(PeerClient reviews, String stop) throws InterruptedException {
    reviews.post(
        "/api/v1/stops/" + stop + "/resumption",
        Map.of("reason", "it was a false alarm"),
        JsonNode.class,
        Map.of());
  }

  private JsonNode stop(String key) throws IOException, InterruptedException {
    return installation.get("reviews", "/api/v1/stops/" + key);
  }

  private String state(String key) throws IOException, InterruptedException {
    return stop(key).path("state").asText();
  }
}
