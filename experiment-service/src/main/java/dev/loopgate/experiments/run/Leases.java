package dev.loopgate.experiments.run;

import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes down what a worker needs to execute an attempt. Pure. */
final class Leases {
  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private Leases() {}

  static Lease of(
      Attempt attempt,
      Run run,
      RunPlan plan,
      List<Artifact> artifacts,
      RunConfig config,
      RunToken token,
      Instant expiresAt) {
    Stage stage = plan.stages().get(attempt.stageIndex());
    return new Lease(
        attempt.id(),
        run.id(),
        run.experimentId(),
        attempt.number(),
        run.arm().word(),
        stage.name(),
        stage.trusted(),
        stage.command(),
        plan.workspace(stage, run.arm()),
        inputs(stage, artifacts),
        stage.produces(),
        stage.trusted() ? List.of() : plan.sealed(),
        Map.of("LOOPGATE_SEED", Long.toString(run.seed()), "LOOPGATE_STAGE", stage.name()),
        limits(stage, config),
        token.text(),
        expiresAt,
        (int) Math.max(1, config.heartbeat().toSeconds()),
        (int) Math.max(1, config.length().toSeconds()));
  }

  /** Of files with the same path the one of the latest stage. */
  private static List<Lease.Input> inputs(Stage stage, List<Artifact> artifacts) {
    Map<String, Lease.Input> inputs = new LinkedHashMap<>();
    for (Artifact artifact : artifacts) {
      if (covers(stage.consumes(), artifact.path())) {
        inputs.put(artifact.path(), new Lease.Input(artifact.path(), artifact.digest()));
      }
    }
    return List.copyOf(inputs.values());
  }

  /** Whether a declaration such as {@code model/} or {@code report.json} names the path. */
  static boolean covers(List<String> declarations, String path) {
    return declarations.stream()
        .anyMatch(
            declared -> declared.endsWith("/") ? path.startsWith(declared) : path.equals(declared));
  }

  private static Lease.Limits limits(Stage stage, RunConfig config) {
    return new Lease.Limits(
        Math.clamp(timeout(stage.timeout()).toSeconds(), 1, Integer.MAX_VALUE),
        config.outputBytes(),
        config.diskBytes(),
        config.memoryBytes(),
        config.processes(),
        config.cpuSeconds(),
        config.artifactBytes());
  }

  static Duration timeout(String text) {
    Matcher matcher = TIMEOUT.matcher(text == null ? "" : text.strip());
    if (!matcher.matches()) {
      return DEFAULT_TIMEOUT;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
