package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.cli.client.HomeOf;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.output.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private MachineFiles files;
  private JavaPart part;

  @BeforeEach
  void givenAPart() throws IOException {
    files = MachineFiles.prepare(HomeOf.directory(directory));
    part =
        new JavaPart(
            "sleeper",
            files,
            List.of(
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Sleeper.class.getName()),
            Map.of("LOOPGATE_TEST", "hello"));
  }

  @Test
  void aKilledPartIsStartedAgainAndItsPidFileFollows() throws IOException, InterruptedException {
    Supervisor supervisor = new Supervisor(screen());
    part.start();
    supervisor.keepAlive(part);
    Pid first = Pid.read(files.run("sleeper.pid")).orElseThrow();
    awaitLog();

    first.signal("KILL");
    Pid second = awaitOther(first);

    assertThat(second.isAlive()).isTrue();
    supervisor.stop();
    part.stop();
    assertThat(second.isAlive()).isFalse();
    assertThat(files.run("sleeper.pid")).doesNotExist();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("sleeper died (exit code 137)", "sleeper started again");
  }

  @Test
  void ctrlCInTheTerminalDoesNotReachAPart() throws IOException, InterruptedException {
    part.start();
    awaitLog();
    Pid pid = Pid.read(files.run("sleeper.pid")).orElseThrow();

    pid.signal("INT");

    assertThat(pid.awaitEnd(Duration.ofMillis(500))).isFalse();
    part.stop();
  }

  @Test
  void whatAnEarlierLauncherLeftIsEndedAndNothingElse() throws IOException, InterruptedException {
    part.start();
    Pid pid = Pid.read(files.run("sleeper.pid")).orElseThrow();
    Instant start = pid.started().orElseThrow();
    Files.writeString(files.run("sleeper.start"), start.minusSeconds(60) + "\n");

    assertThat(new Remembered(files, "sleeper").endLeftOver("TERM")).isFalse();
    assertThat(pid.isAlive()).isTrue();

    new Remembered(files, "sleeper").write(pid);
    assertThat(new Remembered(files, "sleeper").endLeftOver("TERM")).isTrue();
    assertThat(pid.isAlive()).isFalse();
  }

  @Test
  void aSecondLauncherIsKeptOffTheDirectory() throws IOException {
    try (MachineLock _ = MachineLock.take(files)) {
      assertThatThrownBy(() -> MachineLock.take(files))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("already runs in " + directory);
    }
    MachineLock.take(files).close();
  }

  @Test
  void waitsGrowAndShrinkAgainAfterACalm() {
    Backoff backoff = new Backoff();

    assertThat(backoff.died(0)).isEqualTo(Backoff.FIRST);
    backoff.started(0);
    assertThat(backoff.died(0)).isEqualTo(Backoff.FIRST.multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.died(0)).isLessThanOrEqualTo(Backoff.LONGEST);
    }
    backoff.started(0);
    backoff.alive(Backoff.CALM.toNanos() + 1);
    assertThat(backoff.died(0)).isEqualTo(Backoff.FIRST);
  }

  private Screen screen() {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Screen(stream, stream);
  }

  private void awaitLog() throws InterruptedException, IOException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      if (Files.readString(files.log("sleeper")).contains("hello")) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the part wrote no log");
  }

  private Pid awaitOther(Pid first) throws InterruptedException, IOException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      Pid now = Pid.read(files.run("sleeper.pid")).orElse(first);
      if (!now.equals(first)) {
        return now;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the part was not started again");
  }
}
