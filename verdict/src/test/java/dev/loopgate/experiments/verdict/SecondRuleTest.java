package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Version 2 of the rule: four widths, and claims that wait for the means. */
class SecondRuleTest extends JudgedPairs {
  private static final List<String> DIFFERENCES =
      List.of(".2", "-.1", ".4", "0", ".3", ".1", "-.2", ".5", ".25", ".15");

  @Test
  void observationsAtFourWidthsAreThePublishedOnes() {
    Widths widths = Widths.of(Transform.CLIP, new BigDecimal("0.6"), 4);
    assertThat(widths.observations(beyond(".3"))).containsExactly(4666, 9333, 10_000, 10_000);
    assertThat(widths.observations(beyond("0"))).containsExactly(-334, -667, -1334, -2667);
  }

  @Test
  void capitalOverFourWidthsIsThePublishedOne() {
    Widths widths = Widths.of(Transform.CLIP, new BigDecimal("0.6"), 4);
    EProcess process = EProcess.over(Bets.of(RuleVersion.SECOND.bets()), 4);
    List<String> capital = new ArrayList<>();
    for (String difference : DIFFERENCES) {
      process.observe(widths.observations(beyond(difference)));
      BigDecimal shown = process.value().setScale(12, RoundingMode.DOWN);
      capital.add(shown.stripTrailingZeros().toPlainString());
    }
    assertThat(capital)
        .containsExactly(
            "1.3870775",
            "0.8538184475",
            "1.205929245756",
            "1.145893945063",
            "1.63296103597",
            "1.979707349204",
            "1.077320531909",
            "1.555001026983",
            "2.119161996331",
            "2.704039181202");
  }

  private static BigDecimal beyond(String difference) {
    return new BigDecimal(difference).subtract(new BigDecimal("0.02"));
  }

  @Test
  void eachWidthRoundsDownLikeADivisionOfItsOwn() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      BigDecimal scale = BigDecimal.valueOf(1 + random.nextInt(1_000), 3);
      BigDecimal value = BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 6);
      int[] ys = Widths.of(Transform.CLIP, scale, 4).observations(value);
      for (int width = 0; width < 4; width++) {
        BigDecimal own = scale.divide(BigDecimal.valueOf(1L << width));
        assertThat(ys[width]).isEqualTo(Observation.of(Transform.CLIP, value, own));
      }
    }
  }

  @Test
  void failureIsTheWorstAtEveryWidth() {
    Registration plan = second(registration(1, 40, "0.05"));
    Decision failed = VerdictRule.decide(plan, List.of(crashed(0, "0.8")));
    Decision lost = VerdictRule.decide(plan, List.of(pair(0, "0.8", "0.1")));
    assertThat(failed.eValue()).isEqualTo(lost.eValue());
    assertThat(failed.pairs().getFirst().y()).isEqualTo("-1.0000");
  }

  @Test
  void pairingPaysWhenTheArmsCorrelate() {
    Random random = new Random(5);
    List<PairResult> pairs =
        pairs(
            40,
            i -> {
              double common = 0.5 + 0.05 * random.nextGaussian();
              return pair(
                  i, decimal(common), decimal(common + 0.01 + 0.01 * random.nextGaussian()));
            });
    assertThat(verdict(registration(6, 40), pairs).outcome()).isEqualTo(Outcome.NOT_SHOWN);
    Verdict verdict = verdict(second(registration(6, 40)), pairs);
    assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(verdict.reason()).contains("accuracy rose by 0.0", "(better) on average");
  }

  @Test
  void claimWaitsUntilThePlainMeanSaysTheSame() {
    List<PairResult> skewed = pairs(40, i -> pair(i, "0.50", i % 20 == 19 ? "0.05" : "0.53"));
    Verdict first = verdict(second(registration(6, 40)), skewed.subList(0, 19));
    assertThat(first.outcome()).isEqualTo(Outcome.IMPROVED);
    List<PairResult> lossFirst = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lossFirst.add(pair(i, "0.50", i == 0 ? "-4" : "0.53"));
    }
    Verdict verdict = verdict(second(registration(6, 40)), lossFirst);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_SHOWN);
    assertThat(verdict.pairs()).isEqualTo(40);
    assertThat(verdict.effect()).isNegative();
    assertThat(verdict.reason())
        .contains("reached the threshold", "plain mean", "not beyond 0", "fell by", "(worse)");
    WidestWidth widest = WidestWidth.of(second(registration(6, 40)), lossFirst);
    assertThat(widest.largeLosses()).containsExactly(0);
    assertThat(new BigDecimal(widest.eValue())).isLessThan(new BigDecimal(verdict.eValue()));
  }

  @Test
  void guardBeyondItsMarginDelaysAClaimAndBreaksItOnlyInTheEnd() {
    List<PairResult> lossAtFirst = pairs(40, i -> guardedPair(i, "0.95", i < 8 ? "0.53" : "0.50"));
    Verdict late = verdict(second(guarded()), lossAtFirst);
    assertThat(late.outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(late.pairs()).isGreaterThan(8);
    List<PairResult> slightly =
        pairs(40, i -> guardedPair(i, "0.95", i % 2 == 0 ? "0.575" : "0.47"));
    Verdict held = verdict(second(guarded()), slightly);
    assertThat(held.outcome()).isEqualTo(Outcome.GUARD_BROKEN);
    assertThat(held.pairs()).isEqualTo(40);
    assertThat(held.reason())
        .contains(
            "accuracy rose by 0.15 (better) on average, but",
            "guard loss is beyond its margin 0.02");
  }

  @Test
  void crashesAreCalledCrashesAndNothingElse() {
    Verdict verdict = verdict(second(registration(6, 40)), pairs(40, i -> crashed(i, "0.8")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(verdict.reason())
        .startsWith("7 of 7 candidate runs failed: exit code 1.")
        .doesNotContain("worse");
    Registration guarded = second(guarded());
    PairResult crash =
        new PairResult(
            0,
            1,
            ArmResult.measured(
                Map.of("accuracy", new BigDecimal("0.8"), "loss", new BigDecimal("0.5"))),
            ArmResult.failed("train, exit code 1"));
    Verdict guard =
        verdict(guarded, pairs(40, i -> new PairResult(i, i, crash.baseline(), crash.candidate())));
    assertThat(guard.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(guard.reason()).contains("7 of 7 candidate runs failed: train, exit code 1");
  }

  @Test
  void harmIsToldInTheMetricsOwnSign() {
    Registration plan = second(registration(6, 40, Direction.MINIMIZE, "0", List.of()));
    Verdict verdict = verdict(plan, pairs(40, i -> pair(i, "0.50", "0.60")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(verdict.reason()).contains("accuracy rose by 0.1 (worse)");
  }

  @Test
  void intervalIsUnknownBeforeTheFewestPairsAndAgreesWithTheClaimAfterwards() {
    Registration plan = second(registration(6, 40));
    List<PairResult> pairs = pairs(40, i -> pair(i, "0.50", i % 2 == 0 ? "0.55" : "0.58"));
    Decision.Stop early = VerdictRule.invalid(plan, pairs.subList(0, 5), "stopped");
    assertThat(early.verdict().low()).isNull();
    assertThat(early.verdict().high()).isNull();
    Verdict verdict = verdict(plan, pairs);
    assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(verdict.low()).isPositive();
    assertThat(verdict.confidence()).isEqualTo(1 - 2 * Double.parseDouble(ALPHA));
  }

  @Test
  void whatNeverVariesIsNeverFutile() {
    List<PairResult> same = pairs(40, i -> pair(i, "0.50", "0.50"));
    assertThat(verdict(second(registration(6, 40)), same).pairs()).isEqualTo(40);
    assertThat(verdict(registration(6, 40), same).pairs()).isLessThan(40);
  }

  @Test
  void ideaWithoutEffectIsGivenUpEarly() {
    Random random = new Random(9);
    double pairs = 0;
    for (int idea = 0; idea < 300; idea++) {
      pairs +=
          verdict(
                  second(registration(6, 40, "0.0017")),
                  pairs(40, i -> pair(i, "0.5", decimal(0.5 + 0.05 * random.nextGaussian()))))
              .pairs();
    }
    assertThat(pairs / 300).isLessThan(12);
  }

  @Test
  void toleratedLossIsNoHarm() {
    Registration plan = second(registration(6, 40, Direction.MAXIMIZE, "-0.05", List.of()));
    List<PairResult> slightlyWorse = pairs(40, i -> pair(i, "0.50", i % 2 == 0 ? "0.48" : "0.49"));
    assertThat(verdict(plan, slightlyWorse).outcome()).isEqualTo(Outcome.IMPROVED);
    List<PairResult> tooMuch = pairs(40, i -> pair(i, "0.50", i % 2 == 0 ? "0.39" : "0.38"));
    assertThat(verdict(plan, tooMuch).outcome()).isEqualTo(Outcome.REGRESSED);
  }

  @Test
  void oneWidthIsVersionOnesHypothesis() {
    Registration plan = registration(6, 40).underSecondRule(1, null);
    List<PairResult> one = List.of(pair(0, "0.5", "0.53"));
    assertThat(VerdictRule.decide(plan, one).eValue())
        .isEqualTo(VerdictRule.decide(registration(6, 40), one).eValue());
  }

  @Test
  void evidenceAloneGivesTheSameAnswerToTheLastBit() {
    Random random = new Random(41);
    for (int experiment = 0; experiment < 200; experiment++) {
      Registration plan = second(random.nextBoolean() ? registration(6, 40) : guarded());
      double effect = random.nextDouble() * 0.2 - 0.05;
      List<PairResult> pairs =
          pairs(
              40,
              i ->
                  random.nextInt(12) == 0
                      ? crash(i)
                      : guardedPair(i, decimal(0.8 + effect + random.nextGaussian() / 20), "0.51"));
      Decision decision = VerdictRule.decide(plan, pairs);
      assertThat(VerdictRule.decide(plan, Recorded.pairs(plan, decision.pairs())))
          .isEqualTo(decision);
    }
  }

  private static PairResult crash(int index) {
    return new PairResult(
        index,
        100L + index,
        guardedPair(index, "0", "0").baseline(),
        ArmResult.failed("exit code 1"));
  }

  @Test
  void failingBaselineCountsAsALossWhereCapitalIsGivenBack() {
    Registration plan = second(registration(6, 40));
    List<PairResult> pairs = new ArrayList<>(pairs(3, i -> pair(i, "0.50", "0.51")));
    BigDecimal before = VerdictRule.capital(plan, pairs);
    pairs.add(new PairResult(3, 103, ArmResult.failed("exit code 1"), measured("0.9")));
    assertThat(VerdictRule.capital(plan, pairs)).isLessThan(before);
    assertThat(VerdictRule.capital(plan, pairs))
        .isEqualTo(
            VerdictRule.capital(
                plan, List.of(pairs.get(0), pairs.get(1), pairs.get(2), crashed(3, "0.50"))));
    assertThat(VerdictRule.capital(plan, List.of())).isEqualByComparingTo("1");
  }

  @Test
  void ruleOfTomorrowIsRefusedInWords() {
    Registration known = second(registration(6, 40));
    assertThat(RuleVersion.of(known)).isEqualTo(RuleVersion.SECOND);
    assertThat(RuleVersion.of(registration(6, 40))).isEqualTo(RuleVersion.FIRST);
    assertThatThrownBy(() -> Widths.of(Transform.SIGN, BigDecimal.ONE, 4))
        .hasMessageContaining("SIGN have no 4 widths");
    assertThatThrownBy(() -> Widths.of(Transform.CLIP, BigDecimal.ONE, 3))
        .hasMessageContaining("no 3 widths");
  }

  @Test
  void medianIsWhatASignClaimLooksAt() {
    List<BigDecimal> odd = List.of(new BigDecimal("-9"), BigDecimal.ONE, BigDecimal.TWO);
    assertThat(Centre.MEDIAN.isBeyond(BigDecimal.ZERO, odd)).isTrue();
    assertThat(Centre.MEDIAN.isBeyond(BigDecimal.ONE, odd)).isFalse();
    assertThat(Centre.MEAN.isBeyond(BigDecimal.ZERO, odd)).isFalse();
    assertThat(Centre.MEDIAN.isBeyond(BigDecimal.ZERO, odd.subList(0, 2))).isFalse();
  }

  private static Registration second(Registration plan) {
    Registration second = plan.underSecondRule(4, null);
    assertThat(second.guards()).isEqualTo(plan.guards());
    return second;
  }
}
