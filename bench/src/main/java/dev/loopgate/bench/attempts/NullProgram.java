package dev.loopgate.bench.attempts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.program.ProgramUpload;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A program whose ideas change nothing that is measured, so that each is tried to its last pair.
 */
final class NullProgram {
  private static final Set<String> HAS_BEGUN = Set.of("RUNNING", "CONCLUDED");
  private static final int UNAVAILABLE = 503;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FILE =
      """
      apiVersion: loopgate.dev/v1
      kind: Program
      metadata: {name: null-effect, title: Ideas that change nothing}
      spec:
        objective: {metric: score, direction: maximize, minimumEffect: 0.0}
        source: {directory: .}
        paths: {editable: [config.json], sealed: [evaluator/**]}
        stages:
          - {name: train, command: ["true"], timeout: 30s}
          - {name: evaluate, command: ["true"], trusted: true, timeout: 30s}
        replication: {minSeeds: 40, maxSeeds: 40, errorRate: 0.05}
        budget: {concurrentRuns: 64, cpuHours: 20}
        policy: standard
      """;

  private final Installation installation;

  NullProgram(Installation installation) {
    this.installation = installation;
  }

  /** Applies it; its first generation is measured as soon as a worker is there. */
  void apply(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("evaluator"));
    Files.writeString(directory.resolve("config.json"), "{\"shift\": 0}\n");
    Files.writeString(directory.resolve("evaluator/evaluate.sh"), "true\n");
    Path file = Files.writeString(directory.resolve("program.yaml"), FILE);
    upload(new ProgramUpload(installation.client("ideas", "researcher")), file);
  }

  /** Right after the start a service may not have heard the log yet. */
  private static void upload(ProgramUpload ideas, Path file)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        ideas.apply(file, false);
        return;
      } catch (ProblemException e) {
        if (e.problem().status() != UNAVAILABLE || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  /** Proposes ideas and waits until all of them have begun. */
  void propose(int ideas, NoOpWorker worker) throws InterruptedException {
    PeerClient researcher = installation.client("ideas", "researcher");
    for (int i = 1; i <= ideas; i++) {
      researcher.post("/api/v1/ideas", proposal(i), JsonNode.class, Map.of());
    }
    awaitBegun(ideas, worker);
  }

  private static Map<String, Object> proposal(int number) {
    return Map.of(
        "program",
        "null-effect",
        "generation",
        1,
        "title",
        "shift " + number,
        "hypothesis",
        "it changes nothing",
        "files",
        Map.of("config.json", "{\"shift\": %d}\n".formatted(number)));
  }

  private void awaitBegun(int ideas, NoOpWorker worker) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (begun() < ideas) {
      worker.requireAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("only %d of %d ideas have begun".formatted(begun(), ideas));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private int begun() throws InterruptedException {
    return installation
        .client("experiments", "researcher")
        .get("/api/v1/experiments?program=null-effect&kind=IDEA&limit=200", JsonNode.class)
        .path("items")
        .findValuesAsText("state")
        .stream()
        .mapToInt(state -> HAS_BEGUN.contains(state) ? 1 : 0)
        .sum();
  }
}
