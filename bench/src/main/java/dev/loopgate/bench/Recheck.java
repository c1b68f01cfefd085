package dev.loopgate.bench;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.ArmResult;
import dev.loopgate.experiments.verdict.Decision;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.experiments.verdict.PairResult;
import dev.loopgate.experiments.verdict.SequentialTest.Design;
import dev.loopgate.experiments.verdict.SequentialTest.State;
import dev.loopgate.experiments.verdict.VerdictRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Judges simulated experiments again on the path of real ones, from measurements of both arms to a
 * verdict, and insists on the same answer at the same pair. Both arms drift together.
 */
final class Recheck implements EvidenceRule.Witness {
  private static final UUID NOBODY = new UUID(0, 0);
  private static final String METRIC = "score";

  private final Transform transform;
  private int experiments;

  Recheck(Transform transform) {
    this.transform = transform;
  }

  int experiments() {
    return experiments;
  }

  @Override
  public void saw(Design design, BigDecimal scale, long[] differences, State state) {
    experiments++;
    List<PairResult> pairs = new ArrayList<>();
    for (int i = 0; i < differences.length; i++) {
      long level = 100L * Law.MICRO + Math.round(Law.MICRO * Math.sin(i / 50.0));
      pairs.add(new PairResult(i, i, arm(level), arm(level + differences[i])));
    }
    Decision decision = VerdictRule.decide(plan(design, scale), pairs);
    if (decision.pairs().size() != differences.length || !agrees(decision, state)) {
      throw new IllegalStateException(
          "the simulation ends %s after %d pairs, the rule with %s"
              .formatted(state, differences.length, decision));
    }
  }

  private static boolean agrees(Decision decision, State state) {
    return switch (decision) {
      case Decision.Continue _ -> state == State.CONTINUE;
      case Decision.Stop stop -> stop.verdict().outcome() == outcome(state);
    };
  }

  private static Outcome outcome(State state) {
    return switch (state) {
      case IMPROVED -> Outcome.IMPROVED;
      case REGRESSED -> Outcome.REGRESSED;
      case FUTILE, EXHAUSTED -> Outcome.NOT_SHOWN;
      case CONTINUE -> Outcome.INVALID;
    };
  }

  private static ArmResult arm(long micro) {
    return ArmResult.measured(Map.of(METRIC, BigDecimal.valueOf(micro, 6)));
  }

  private Registration plan(Design design, BigDecimal scale) {
    return new Registration(
        NOBODY,
        NOBODY,
        "simulated-1",
        NOBODY,
        1,
        NOBODY,
        1,
        "",
        "",
        "",
        "",
        METRIC,
        Direction.MAXIMIZE,
        "0",
        scale.toPlainString(),
        transform,
        null,
        EProcess.GRID.stream().map(BigDecimal::toPlainString).toList(),
        List.of(),
        design.minSeeds(),
        design.maxSeeds(),
        EvidenceRule.ERROR_RATE.toPlainString(),
        1,
        0,
        "",
        design.alpha().exact().toPlainString(),
        "",
        "",
        Isolation.PROCESS,
        List.of(),
        Instant.EPOCH);
  }
}
