package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.sandbox.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged way: a process of its own that is killed, or asked to end, in the middle. */
class KilledWorkerTest {
  @TempDir Path temporary;

  private final FakeService service = new FakeService();
  private final List<Process> workers = new ArrayList<>();

  @AfterEach
  void stop() {
    workers.forEach(Process::destroyForcibly);
    service.close();
  }

  @Test
  void nextStartCleansUpAfterKillMinusNine() throws Exception {
    Process first = start();
    lend("(setsid sleep 4718 >/dev/null 2>&1 &)\nsleep 4719");
    RunningWorker.eventually(() -> RunningWorker.sleepers().size() == 2);
    first.destroyForcibly().waitFor();
    Process second = start();
    try {
      RunningWorker.eventually(() -> RunningWorker.sleepers().isEmpty());
      lend("true");
      assertThat(service.completion().outcome()).isEqualTo(Outcome.SUCCEEDED);
      Path attempts = AttemptDirectory.allIn(temporary.resolve("worker"));
      RunningWorker.eventually(() -> RunningWorker.isEmpty(attempts));
    } finally {
      second.destroy();
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void childrenEndWithAWorkerThatIsAskedToEnd() throws Exception {
    Process worker = start();
    lend("sleep 4720");
    RunningWorker.eventually(() -> !RunningWorker.sleepers().isEmpty());
    worker.destroy();
    assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(RunningWorker.sleepers()).isEmpty();
    assertThat(service.completion().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void secondWorkerInTheSameDirectoryIsRefused() throws Exception {
    Process first = start();
    try {
      RunningWorker.eventually(() -> !service.registrations.isEmpty());
      Process second = start();
      assertThat(second.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(2);
      assertThat(Files.readString(temporary.resolve("worker.log"))).contains("another worker uses");
    } finally {
      first.destroy();
    }
  }

  @Test
  void manyLongNamesAreReadWithLittleMemory() throws Exception {
    start("-Xmx48m");
    lend(
        """
        name=$(printf '%0200d' 0)
        for i in 1 2 3 4 5 6 7 8; do mkdir $name; cd $name; done
        awk -v name=$name 'BEGIN { for (i = 0; i < 20000; i++) { file = name i; printf "" > file; close(file) } }'
        """);
    Completion completion = service.completion();
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.flags())
        .singleElement()
        .satisfies(flag -> assertThat(flag.evidence()).contains("more"));
  }

  private void lend(String script) {
    LeaseBuilder lease = new LeaseBuilder();
    lease.diskBytes = 1L << 30;
    lease.workspace = service.add(new Tarball().file("stage.sh", script).bytes());
    service.lend(lease.build());
  }

  private Process start(String... options) throws IOException {
    Path token = Files.writeString(temporary.resolve("token"), "worker-token");
    List<String> command = new ArrayList<>(List.of(Programs.java()));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "LOOPGATE_EXPERIMENTS_URL", service.url().toString(),
                "LOOPGATE_IDEAS_URL", service.url().toString(),
                "LOOPGATE_TOKEN_FILE", token.toString(),
                "LOOPGATE_WORKER_DIRECTORY", temporary.resolve("worker").toString(),
                "LOOPGATE_WORKER_NAME", "killed",
                "LOOPGATE_WORKER_SLOTS", "1",
                "LOOPGATE_ISOLATION", "process"));
    File log = temporary.resolve("worker.log").toFile();
    Process worker =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    workers.add(worker);
    return worker;
  }
}
