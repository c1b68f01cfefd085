package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.run.Arm;
import dev.loopgate.experiments.run.Run;
import dev.loopgate.experiments.run.RunState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of an experiment, written down pair by pair. */
final class SomePairs {
  final Map<UUID, Map<String, BigDecimal>> claims = new HashMap<>();
  final Map<UUID, Map<String, String>> outputs = new HashMap<>();
  private final Map<UUID, Map<String, BigDecimal>> measured = new HashMap<>();
  private final List<Run> runs = new ArrayList<>();

  Run run(Arm arm, int index, long seed, RunState state) {
    UUID id = UUID.randomUUID();
    Run run =
        new Run(id, id, id, arm, index, arm == Arm.BASELINE ? 0 : 1, seed, state, null, false);
    runs.add(run);
    return run;
  }

  /** A pair that succeeded, with what its candidate claimed and the evaluator measured. */
  SomePairs claimed(int index, String claim, String measurement) {
    run(Arm.BASELINE, index, index, RunState.SUCCEEDED);
    Run candidate = run(Arm.CANDIDATE, index, index, RunState.SUCCEEDED);
    claims.put(candidate.id(), Map.of("accuracy", new BigDecimal(claim)));
    measured.put(candidate.id(), Map.of("accuracy", new BigDecimal(measurement)));
    return this;
  }

  /** What the baseline of the newest pair says of itself, and what the evaluator found. */
  SomePairs whileTheBaselineClaimed(String claim, String measurement) {
    Run baseline = runs.get(runs.size() - 2);
    claims.put(baseline.id(), Map.of("accuracy", new BigDecimal(claim)));
    measured.put(baseline.id(), Map.of("accuracy", new BigDecimal(measurement)));
    return this;
  }

  /** A pair that succeeded, with the digests of what both arms made. */
  SomePairs made(
      int index, long seed, Map<String, String> baseline, Map<String, String> candidate) {
    outputs.put(run(Arm.BASELINE, index, seed, RunState.SUCCEEDED).id(), baseline);
    outputs.put(run(Arm.CANDIDATE, index, seed, RunState.SUCCEEDED).id(), candidate);
    return this;
  }

  Pairs pairs() {
    return Pairs.of(runs, measured);
  }

  static Registration plan(String minimumEffect, String scale, @Nullable String plausibleEffect) {
    UUID id = new UUID(0, 1);
    return new Registration(
        id,
        id,
        "digits-1",
        id,
        1,
        id,
        1,
        "sha256:e",
        "sha256:c",
        "sha256:b",
        "sha256:w",
        "accuracy",
        Direction.MAXIMIZE,
        minimumEffect,
        scale,
        Transform.CLIP,
        plausibleEffect,
        List.of(),
        List.of(),
        2,
        40,
        "0.05",
        1,
        0,
        "0.05",
        "0.01",
        "100.000000",
        "sha256:s",
        Isolation.PROCESS,
        List.of(),
        Instant.EPOCH);
  }
}
