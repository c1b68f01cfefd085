package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.experiments.run.Arm;
import dev.loopgate.experiments.run.Run;
import dev.loopgate.experiments.run.RunState;
import dev.loopgate.experiments.verdict.ArmResult;
import dev.loopgate.experiments.verdict.PairResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the two runs of each seed together.
 *
 * @param byIndex runs by pair and arm
 * @param measured last measured values by run
 */
record Pairs(Map<Integer, Map<Arm, Run>> byIndex, Map<UUID, Map<String, BigDecimal>> measured) {

  static Pairs of(List<Run> runs, Map<UUID, Map<String, BigDecimal>> measured) {
    Map<Integer, Map<Arm, Run>> byIndex = new TreeMap<>();
    for (Run run : runs) {
      byIndex.computeIfAbsent(run.index(), index -> new EnumMap<>(Arm.class)).put(run.arm(), run);
    }
    return new Pairs(byIndex, measured);
  }

  int started() {
    return byIndex.size();
  }

  /** The pairs that ended, up to the first that did not: what may be judged. */
  List<PairResult> ended() {
    List<PairResult> ended = new ArrayList<>();
    for (int index = 0; byIndex.containsKey(index); index++) {
      Run baseline = arm(index, Arm.BASELINE);
      Run candidate = arm(index, Arm.CANDIDATE);
      if (baseline == null || candidate == null || !isEnded(baseline) || !isEnded(candidate)) {
        return ended;
      }
      ended.add(new PairResult(index, baseline.seed(), result(baseline), result(candidate)));
    }
    return ended;
  }

  /** Both runs of a seed. */
  record Both(Run baseline, Run candidate) {
    long seed() {
      return candidate.seed();
    }
  }

  /** The pairs of which both runs succeeded, in order; there may be gaps. */
  List<Both> succeeded() {
    List<Both> succeeded = new ArrayList<>();
    for (Map<Arm, Run> pair : byIndex.values()) {
      Run baseline = pair.get(Arm.BASELINE);
      Run candidate = pair.get(Arm.CANDIDATE);
      if (baseline != null
          && candidate != null
          && baseline.state() == RunState.SUCCEEDED
          && candidate.state() == RunState.SUCCEEDED) {
        succeeded.add(new Both(baseline, candidate));
      }
    }
    return succeeded;
  }

  /** The candidate's run of a pair, in whatever state it is. */
  Optional<Run> candidate(int index) {
    return Optional.ofNullable(arm(index, Arm.CANDIDATE));
  }

  /**
   * The mean effect that the candidate's own claims would show over the judged pairs, against what
   * the baseline claims, or else measured, on the same seeds; null without claims.
   */
  @Nullable Double claimedEffect(
      Map<UUID, Map<String, BigDecimal>> claims, String metric, Direction direction, int judged) {
    List<BigDecimal> differences = new ArrayList<>();
    for (int index = 0; index < judged; index++) {
      BigDecimal candidate = value(claims, arm(index, Arm.CANDIDATE), metric);
      BigDecimal claimed = value(claims, arm(index, Arm.BASELINE), metric);
      BigDecimal baseline =
          claimed == null ? value(measured, arm(index, Arm.BASELINE), metric) : claimed;
      if (candidate != null && baseline != null) {
        BigDecimal difference = candidate.subtract(baseline);
        differences.add(direction == Direction.MAXIMIZE ? difference : difference.negate());
      }
    }
    OptionalDouble mean = differences.stream().mapToDouble(BigDecimal::doubleValue).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  private @Nullable Run arm(int index, Arm arm) {
    Map<Arm, Run> pair = byIndex.get(index);
    return pair == null ? null : pair.get(arm);
  }

  private static boolean isEnded(Run run) {
    return run.state() == RunState.SUCCEEDED || run.state() == RunState.FAILED;
  }

  private ArmResult result(Run run) {
    if (run.state() == RunState.FAILED) {
      String failure = run.failure();
      return ArmResult.failed(failure == null ? "the run failed" : failure);
    }
    return ArmResult.measured(measured.getOrDefault(run.id(), Map.of()));
  }

  private static @Nullable BigDecimal value(
      Map<UUID, Map<String, BigDecimal>> values, @Nullable Run run, String metric) {
    return run == null ? null : values.getOrDefault(run.id(), Map.of()).get(metric);
  }
}
