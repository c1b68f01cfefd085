package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the tests of verdicts share: pairs as they are measured, and what they are judged by. */
abstract class JudgedPairs {
  static final UUID ID = new UUID(0, 1);
  static final String ALPHA = "0.0026758385456";

  static Verdict verdict(Registration registration, List<PairResult> pairs) {
    if (VerdictRule.decide(registration, pairs) instanceof Decision.Stop stop) {
      return stop.verdict();
    }
    throw new AssertionError("no verdict after " + pairs.size() + " pairs");
  }

  static List<PairResult> pairs(int count, IntFunction<PairResult> make) {
    List<PairResult> pairs = new ArrayList<>();
    IntStream.range(0, count).mapToObj(make).forEach(pairs::add);
    return pairs;
  }

  static PairResult pair(int index, String baseline, String candidate) {
    return new PairResult(index, 100L + index, measured(baseline), measured(candidate));
  }

  static PairResult crashed(int index, String baseline) {
    return new PairResult(index, 100L + index, measured(baseline), ArmResult.failed("exit code 1"));
  }

  static PairResult guardedPair(int index, String candidate, String loss) {
    return new PairResult(
        index,
        100L + index,
        ArmResult.measured(
            Map.of("accuracy", new BigDecimal("0.8"), "loss", new BigDecimal("0.5"))),
        ArmResult.measured(
            Map.of("accuracy", new BigDecimal(candidate), "loss", new BigDecimal(loss))));
  }

  static ArmResult measured(String value) {
    return ArmResult.measured(Map.of("accuracy", new BigDecimal(value)));
  }

  static String decimal(double value) {
    return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  static Registration guarded() {
    return registration(
        6,
        40,
        Direction.MAXIMIZE,
        "0",
        List.of(new RegisteredGuard("loss", Direction.MINIMIZE, "0.02", "0.1")));
  }

  static Registration registration(int minSeeds, int maxSeeds) {
    return registration(minSeeds, maxSeeds, ALPHA);
  }

  static Registration registration(int minSeeds, int maxSeeds, String alpha) {
    return registration(minSeeds, maxSeeds, Direction.MAXIMIZE, "0", List.of(), alpha);
  }

  static Registration registration(
      int minSeeds,
      int maxSeeds,
      Direction direction,
      String minimumEffect,
      List<RegisteredGuard> guards) {
    return registration(minSeeds, maxSeeds, direction, minimumEffect, guards, ALPHA);
  }

  static Registration registration(
      int minSeeds,
      int maxSeeds,
      Direction direction,
      String minimumEffect,
      List<RegisteredGuard> guards,
      String alpha) {
    return new Registration(
        ID,
        ID,
        "digits-1",
        ID,
        1,
        ID,
        1,
        "sha256:e",
        "sha256:c",
        "sha256:b",
        "sha256:v",
        "accuracy",
        direction,
        minimumEffect,
        "0.15",
        Transform.CLIP,
        null,
        EProcess.GRID.stream().map(BigDecimal::toPlainString).toList(),
        guards,
        minSeeds,
        maxSeeds,
        "0.05",
        1,
        0,
        "0.053516770912",
        alpha,
        ErrorBudget.threshold(new BigDecimal(alpha)).toPlainString(),
        "sha256:s",
        Isolation.PROCESS,
        List.of(),
        Instant.EPOCH);
  }
}
