package dev.loopgate.experiments.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {
  private static final UUID ID = new UUID(0, 1);
  private static final String ALPHA = "0.0026758385456";

  @Test
  void nothingIsDecidedBeforeTheFewestSeeds() {
    Decision decision =
        VerdictRule.decide(registration(6, 40), pairs(5, i -> pair(i, "0.9", "0.1")));
    assertThat(decision).isInstanceOf(Decision.Continue.class);
  }

  @Test
  void clearGainIsImprovedAtTheFirstPairThatReachesTheLevel() {
    Verdict verdict = verdict(registration(6, 40), pairs(40, i -> pair(i, "0.80", "0.95")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(verdict.pairs()).isEqualTo(12);
    assertThat(verdict.effect()).isEqualTo(0.15);
    assertThat(new BigDecimal(verdict.eValue())).isGreaterThan(new BigDecimal(verdict.threshold()));
    assertThat(verdict.low()).isNotNull().isLessThan(0.15);
    assertThat(verdict.high()).isNotNull().isGreaterThan(0.15);
  }

  @Test
  void smallerIsBetterWhenTheObjectiveIsMinimized() {
    Registration registration = registration(6, 40, Direction.MINIMIZE, "0", List.of());
    assertThat(verdict(registration, pairs(40, i -> pair(i, "0.95", "0.80"))).outcome())
        .isEqualTo(Outcome.IMPROVED);
  }

  @Test
  void gainBelowTheMinimumEffectIsNoGain() {
    Registration registration = registration(6, 40, Direction.MAXIMIZE, "0.2", List.of());
    assertThat(verdict(registration, pairs(40, i -> pair(i, "0.80", "0.95"))).outcome())
        .isEqualTo(Outcome.NOT_SHOWN);
  }

  @Test
  void noDifferenceIsGivenUpForFutilityBeforeTheMostSeeds() {
    Verdict verdict =
        verdict(registration(6, 40), pairs(40, i -> pair(i, "0.80", i % 2 == 0 ? "0.81" : "0.79")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_SHOWN);
    assertThat(verdict.pairs()).isEqualTo(6);
    assertThat(verdict.reason()).contains("out of plausible reach");
  }

  @Test
  void mostSeedsEndWhatStayedUnclear() {
    Verdict verdict =
        verdict(registration(6, 12), pairs(12, i -> pair(i, "0.80", i < 11 ? "0.93" : "0.83")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_SHOWN);
  }

  @Test
  void clearLossIsRegressed() {
    Verdict verdict = verdict(registration(6, 40), pairs(40, i -> pair(i, "0.95", "0.80")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(verdict.pairs()).as("futility waits for harm that is near").isEqualTo(7);
  }

  @Test
  void crashedCandidateScoresTheWorstObservation() {
    Decision decision = VerdictRule.decide(registration(6, 40), pairs(2, i -> crashed(i, "0.8")));
    assertThat(decision.pairs())
        .allSatisfy(pair -> {
          assertThat(pair.y()).isEqualTo("-1.0000");
          assertThat(pair.candidate()).isNull();
        });
  }

  @Test
  void crashingOnUnluckySeedsDoesNotHelp() {
    IntFunction<PairResult> lucky = i -> i % 2 == 0 ? pair(i, "0.80", "0.95") : crashed(i, "0.8");
    assertThat(verdict(registration(6, 40), pairs(40, lucky)).outcome())
        .isNotEqualTo(Outcome.IMPROVED);
  }

  @Test
  void candidateWithoutAMeasurementCountsAsCrashed() {
    PairResult pair =
        new PairResult(0, 1, measured("0.8"), ArmResult.measured(Map.of("other", BigDecimal.ONE)));
    Decision decision = VerdictRule.decide(registration(6, 40), List.of(pair));
    assertThat(decision.pairs().getFirst().y()).isEqualTo("-1.0000");
  }

  @Test
  void crashedBaselineMakesTheExperimentInvalidAtOnce() {
    PairResult pair = new PairResult(0, 1, ArmResult.failed("exit code 1 in train"), measured("1"));
    Verdict verdict = verdict(registration(6, 40), List.of(pair));
    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reason()).contains("baseline").contains("exit code 1 in train");
  }

  @Test
  void evaluatorWithoutAMeasurementOfTheBaselineMakesItInvalid() {
    PairResult pair = new PairResult(0, 1, ArmResult.measured(Map.of()), measured("1"));
    Verdict verdict = verdict(registration(6, 40), List.of(pair));
    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reason()).contains("measured no accuracy");
  }

  @Test
  void harmToAGuardBreaksIt() {
    Verdict verdict = verdict(guarded(), pairs(40, i -> guardedPair(i, "0.95", "0.9")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.GUARD_BROKEN);
    assertThat(verdict.guards()).singleElement().satisfies(g -> assertThat(g.broken()).isTrue());
  }

  @Test
  void guardWithinItsMarginDoesNotStopAnImprovement() {
    Verdict verdict = verdict(guarded(), pairs(40, i -> guardedPair(i, "0.95", "0.51")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
  }

  @Test
  void improvementWithAGuardSlightlyBeyondItsMarginIsBroken() {
    Verdict verdict = verdict(guarded(), pairs(40, i -> guardedPair(i, "0.95", "0.525")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.GUARD_BROKEN);
    assertThat(verdict.reason()).contains("improved, but");
  }

  @Test
  void whatComesAfterTheStopChangesNothing() {
    List<PairResult> all = pairs(40, i -> pair(i, "0.80", i < 20 ? "0.95" : "0.10"));
    assertThat(VerdictRule.decide(registration(6, 40), all))
        .isEqualTo(VerdictRule.decide(registration(6, 40), all.subList(0, 12)));
  }

  @Test
  void observationsAreClippedAndRoundedDownSoThatRoundingAddsNoEvidence() {
    assertThat(clipped("0.00019")).isEqualTo(1);
    assertThat(clipped("-0.00011")).isEqualTo(-2);
    assertThat(clipped("-7")).isEqualTo(-10_000);
    assertThat(clipped("1e100")).isEqualTo(10_000);
    assertThat(clipped("0.99999")).isEqualTo(9_999);
  }

  private static int clipped(String value) {
    return Observation.of(Transform.CLIP, new BigDecimal(value), BigDecimal.ONE);
  }

  @Test
  void scaleWithoutNoiseIsTheMinimumEffectOrOneMillionth() {
    assertThat(Scale.of(0, new BigDecimal("0.01"))).isEqualByComparingTo("0.01");
    assertThat(Scale.of(0, BigDecimal.ZERO)).isEqualByComparingTo("0.000001");
    assertThat(Scale.of(0.1, BigDecimal.ZERO)).isEqualByComparingTo("0.3");
  }

  @Test
  void whereverOneStopsUnderNoEffectFalseImprovementsStayBelowTheLevel() {
    Random random = new Random(7);
    Registration registration = registration(2, 100, "0.05");
    int experiments = 1_000;
    int improved = 0;
    for (int e = 0; e < experiments; e++) {
      List<PairResult> pairs =
          pairs(100, i -> pair(i, "0.5", decimal(0.5 + 0.05 * random.nextGaussian())));
      Verdict verdict = verdict(registration, pairs);
      improved += verdict.outcome() == Outcome.IMPROVED ? 1 : 0;
    }
    assertThat(improved / (double) experiments).isLessThan(0.05);
  }

  @Test
  void realEffectsAreFound() {
    Random random = new Random(11);
    int improved = 0;
    for (int e = 0; e < 200; e++) {
      List<PairResult> pairs =
          pairs(40, i -> pair(i, "0.5", decimal(0.58 + 0.05 * random.nextGaussian())));
      improved += verdict(registration(6, 40), pairs).outcome() == Outcome.IMPROVED ? 1 : 0;
    }
    assertThat(improved).isGreaterThan(180);
  }

  @Test
  void intervalHoldsTheTruthAtLeastAsOftenAsItPromises() {
    Random random = new Random(13);
    int missed = 0;
    for (int e = 0; e < 300; e++) {
      List<BigDecimal> differences =
          IntStream.range(0, 20)
              .mapToObj(i -> new BigDecimal(decimal(0.02 + 0.05 * random.nextGaussian())))
              .toList();
      Interval interval = Interval.of(differences, Terms.of(registration(6, 40)));
      double low = requireNonNull(interval.low());
      double high = requireNonNull(interval.high());
      missed += low > 0.02 || high < 0.02 ? 1 : 0;
    }
    assertThat(missed / 300.0).isLessThan(0.05);
  }

  @Test
  void noiseIsTheDeviationOfADifference() {
    BaselineStatistics statistics =
        BaselineStatistics.of(List.of(BigDecimal.ONE, new BigDecimal("3")));
    assertThat(statistics.mean()).isEqualTo(2);
    assertThat(statistics.standardDeviation()).isEqualTo(Math.sqrt(2));
    assertThat(statistics.noise()).isEqualTo(2.0000000000000004);
  }

  private static Verdict verdict(Registration registration, List<PairResult> pairs) {
    if (VerdictRule.decide(registration, pairs) instanceof Decision.Stop stop) {
      return stop.verdict();
    }
    throw new AssertionError("no verdict after " + pairs.size() + " pairs");
  }

  private static List<PairResult> pairs(int count, IntFunction<PairResult> make) {
    List<PairResult> pairs = new ArrayList<>();
    IntStream.range(0, count).mapToObj(make).forEach(pairs::add);
    return pairs;
  }

  private static PairResult pair(int index, String baseline, String candidate) {
    return new PairResult(index, 100L + index, measured(baseline), measured(candidate));
  }

  private static PairResult crashed(int index, String baseline) {
    return new PairResult(index, 100L + index, measured(baseline), ArmResult.failed("exit code 1"));
  }

  private static PairResult guardedPair(int index, String candidate, String loss) {
    return new PairResult(
        index,
        100L + index,
        ArmResult.measured(
            Map.of("accuracy", new BigDecimal("0.8"), "loss", new BigDecimal("0.5"))),
        ArmResult.measured(
            Map.of("accuracy", new BigDecimal(candidate), "loss", new BigDecimal(loss))));
  }

  private static ArmResult measured(String value) {
    return ArmResult.measured(Map.of("accuracy", new BigDecimal(value)));
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static Registration guarded() {
    return registration(
        6,
        40,
        Direction.MAXIMIZE,
        "0",
        List.of(new RegisteredGuard("loss", Direction.MINIMIZE, "0.02", "0.1")));
  }

  private static Registration registration(int minSeeds, int maxSeeds) {
    return registration(minSeeds, maxSeeds, ALPHA);
  }

  private static Registration registration(int minSeeds, int maxSeeds, String alpha) {
    return registration(minSeeds, maxSeeds, Direction.MAXIMIZE, "0", List.of(), alpha);
  }

  private static Registration registration(
      int minSeeds,
      int maxSeeds,
      Direction direction,
      String minimumEffect,
      List<RegisteredGuard> guards) {
    return registration(minSeeds, maxSeeds, direction, minimumEffect, guards, ALPHA);
  }

  private static Registration registration(
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
