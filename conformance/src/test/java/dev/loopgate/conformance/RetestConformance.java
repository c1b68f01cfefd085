package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.system.SharedInstallation;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Keeps of a run that is over are measured again, and it is said which hold. */
@ExtendWith(SharedInstallation.class)
class RetestConformance {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** Keeps of a loop whose truth is known: the third and the sixth help. */
  private static final List<Double> SHIFTS = List.of(0.0, 0.0, 0.4, 0.4, 0.4, 0.8, 0.8);

  private static final String TEMPLATE =
      """
      apiVersion: loopgate.dev/v1
      kind: Program
      metadata: {name: retest}
      spec:
        objective: {metric: score, direction: maximize, minimumEffect: 0.0}
        source: {directory: .}
        paths: {editable: [config.json], sealed: [evaluator/**]}
        stages:
          - {name: train, command: [sh, train.sh], produces: [model/], timeout: 30s}
          - {name: evaluate, command: [sh, evaluator/evaluate.sh], consumes: [model/], trusted: true, timeout: 30s}
        replication: {minSeeds: 6, maxSeeds: 40, errorRate: 0.05}
        budget: {concurrentRuns: 4, cpuHours: 5}
        policy: standard
      """;

  private static final String TRAIN =
      """
      set -eu
      mkdir -p model
      tr -dc '0-9. ' < config.json > model/numbers
      """;

  /** The shift plus noise of standard deviation 0.1 that seed and configuration decide. */
  private static final String EVALUATE =
      """
      set -eu
      awk -v seed="$LOOPGATE_SEED" '{
        srand((seed + 7919 * $2) % 2147483647)
        noise = 0
        for (i = 0; i < 12; i++) noise += rand()
        printf "{\\"key\\": \\"score\\", \\"value\\": %.6f}\\n", $1 + 0.1 * (noise - 6)
      }' model/numbers >> "$LOOPGATE_METRICS"
      """;

  private final Installation installation;
  @TempDir Path folder;

  RetestConformance(Installation installation) {
    this.installation = installation;
  }

  @Test
  void twoTrueGainsHoldAndFiveFalseKeepsDoNot() throws IOException, InterruptedException {
    // Given
    Path log = loopThatKeptSeven();
    Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);

    // When
    Outcome again =
        installation.run(
            LIMIT,
            "audit-run",
            log.toString(),
            "--retest",
            "--repository",
            folder.resolve("repository").toString(),
            "--template",
            template.toString(),
            "-o",
            "json");

    // Then
    assertThat(again.exitCode()).as(again.err()).isZero();
    List<Boolean> holds = new ArrayList<>();
    for (JsonNode finding : Json.mapper().readTree(again.out())) {
      holds.add(finding.path("holds").asBoolean());
    }
    assertThat(holds).containsExactly(false, false, true, false, false, true, false);
  }

  private Path loopThatKeptSeven() throws IOException, InterruptedException {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    git("init", "--quiet");
    Files.writeString(repository.resolve("train.sh"), TRAIN);
    Files.createDirectories(repository.resolve("evaluator"));
    Files.writeString(repository.resolve("evaluator/evaluate.sh"), EVALUATE);
    StringBuilder rows = new StringBuilder("commit\tscore\tstatus\tdescription\n");
    rows.append(commit(repository, 0, 0)).append("\t0.0\tkeep\tbaseline\n");
    for (int i = 0; i < SHIFTS.size(); i++) {
      String commit = commit(repository, SHIFTS.get(i), i + 1);
      rows.append(
          "%s\t%s\tkeep\tkeep %d\n".formatted(commit, SHIFTS.get(i) + 0.01 * (i + 1), i + 1));
    }
    return Files.writeString(folder.resolve("results.tsv"), rows.toString());
  }

  private String commit(Path repository, double shift, int salt)
      throws IOException, InterruptedException {
    Files.writeString(repository.resolve("config.json"), "{%s %d}\n".formatted(shift, salt));
    git("add", "--all");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "keep " + salt);
    return git("rev-parse", "--short=7", "HEAD").strip();
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-C", folder.resolve("repository").toString()));
    command.addAll(List.of(words));
    Outcome outcome = Outcome.of(new ProcessBuilder(command), Duration.ofMinutes(1));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
