package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class VerdictRuleTest extends JudgedPairs {
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
}
