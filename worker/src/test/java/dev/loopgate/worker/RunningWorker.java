package dev.loopgate.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.worker.config.Identity;
import dev.loopgate.worker.config.WorkerConfig;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.sandbox.FindSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker in one sandbox, and a service that lends it stages. */
abstract class RunningWorker {
  /** Skips a class where the strongest sandbox does not work. */
  static void assumeHardening(Path folder) throws IOException, InterruptedException {
    FindSandbox find = new FindSandbox(folder);
    assumeTrue(find.hardened().isPresent(), () -> "hardening does not work here: " + find.faults());
  }

  @TempDir Path temporary;
  final FakeService service = new FakeService();
  private Worker worker;

  abstract IsolationChoice isolation();

  abstract Isolation label();

  @BeforeEach
  void startWorker() throws Exception {
    Path token = Files.writeString(temporary.resolve("token"), "worker-token\n");
    worker =
        Worker.start(
            new WorkerConfig(
                service.url(),
                service.url(),
                new Identity.TokenFile(token),
                directory(),
                "here",
                1,
                isolation(),
                "default"));
  }

  @AfterEach
  void stop() throws IOException {
    worker.close();
    service.close();
  }

  Path directory() {
    return temporary.resolve("worker");
  }

  LeaseBuilder script(String script) {
    LeaseBuilder lease = new LeaseBuilder();
    lease.workspace =
        service.add(new Tarball().file("stage.sh", script).file("src/a.txt", "a\n").bytes());
    return lease;
  }

  Completion run(LeaseBuilder lease) throws InterruptedException {
    service.lend(lease.build());
    return service.completion();
  }

  void assertNothingIsLeft() throws Exception {
    eventually(() -> isEmpty(AttemptDirectory.allIn(directory())));
  }

  static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  static String flag(Completion completion, String kind) {
    return completion.flags().stream()
        .filter(flag -> flag.kind().equals(kind))
        .map(Completion.Flag::evidence)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " not in " + completion));
  }

  /** Long sleeps with the numbers that only these tests use. */
  static List<String> sleepers() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.matches(".*sleep 47\\d\\d"))
        .toList();
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void eventually(Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 90 s");
      }
      Thread.sleep(50);
    }
  }
}
