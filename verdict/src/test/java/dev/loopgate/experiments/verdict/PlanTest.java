package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.experiments.ExperimentConcluded.GuardPair;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plan freezes is what the rule goes by, and evidence is enough to judge again. */
class PlanTest {
  @Test
  void signLooksAtTheSideOfTheMinimumEffectOnly() {
    Registration plan = Plan.CLIP.sign().freeze();
    List<Pair> pairs =
        VerdictRule.decide(
                plan,
                List.of(pair(0, "0.5", "0.5101"), pair(1, "0.5", "0.51"), pair(2, "0.5", "0")))
            .pairs();
    assertThat(pairs).extracting(Pair::y).containsExactly("1.0000", "0.0000", "-1.0000");
  }

  @Test
  void signFindsAGainThatOneOutlierHidesFromTheMean() {
    Registration plan = Plan.CLIP.sign().freeze();
    List<PairResult> pairs = pairs(40, i -> pair(i, "0.5", i == 3 ? "-9" : "0.52"));
    assertThat(verdict(plan, pairs).outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(verdict(plan, pairs).effect()).isNegative();
    assertThat(verdict(plan, pairs).low()).isPositive();
  }

  @Test
  void signMirrorsHarmAndGuards() {
    Registration plan = Plan.CLIP.sign().guarded().freeze();
    assertThat(verdict(plan, pairs(40, i -> pair(i, "0.5", "0.4999"))).outcome())
        .isEqualTo(Outcome.REGRESSED);
    assertThat(verdict(plan, pairs(40, i -> pair(i, "0.5", "0.9", "0.2", "0.2201"))).outcome())
        .isEqualTo(Outcome.GUARD_BROKEN);
    assertThat(verdict(plan, pairs(40, i -> pair(i, "0.5", "0.9", "0.2", "0.22"))).outcome())
        .isEqualTo(Outcome.IMPROVED);
  }

  @Test
  void effectBeyondWhatIsPlausibleIsInvalidAtTheFirstAnswer() {
    Registration plan = Plan.CLIP.plausible("0.2").freeze();
    Verdict verdict = verdict(plan, pairs(40, i -> pair(i, "0.5", "0.71")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.pairs()).isEqualTo(6);
    assertThat(verdict.reason()).contains("0.21", "beyond 0.2", "plausible");
    assertThat(VerdictRule.isImplausible(plan, verdict)).isTrue();
  }

  @Test
  void effectOnTheBoundIsPlausible() {
    Registration plan = Plan.CLIP.plausible("0.2").freeze();
    Verdict verdict = verdict(plan, pairs(40, i -> pair(i, "0.5", "0.7")));
    assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
    assertThat(VerdictRule.isImplausible(plan, verdict)).isFalse();
    assertThat(VerdictRule.isImplausible(Plan.CLIP.freeze(), verdict)).isFalse();
  }

  @Test
  void betsAreThoseOfThePlan() {
    List<PairResult> one = List.of(pair(0, "0.5", "0.9"));
    assertThat(VerdictRule.decide(Plan.CLIP.betting("0.5").freeze(), one).eValue())
        .isEqualTo("1.500000");
    assertThat(VerdictRule.decide(Plan.CLIP.betting("0.5", "0.25").freeze(), one).eValue())
        .isEqualTo("1.375000");
    assertThatThrownBy(() -> VerdictRule.decide(Plan.CLIP.betting("1.5").freeze(), one))
        .hasMessageContaining("between 0 and 1");
  }

  @Test
  void evidenceKeepsGuardsAndWhyACandidateFailed() {
    Registration plan = Plan.CLIP.guarded().freeze();
    PairResult failed =
        new PairResult(1, 8, arm("0.5", "0.2"), ArmResult.failed("TIMEOUT in train"));
    PairResult partly = new PairResult(2, 9, arm("0.5", "0.2"), arm("0.6"));
    List<Pair> pairs =
        VerdictRule.decide(plan, List.of(pair(0, "0.5", "0.6", "0.2", "0.21"), failed, partly))
            .pairs();
    assertThat(pairs.get(0).guards()).containsEntry("loss", new GuardPair("0.2", "0.21"));
    assertThat(pairs.get(1).failure()).isEqualTo("TIMEOUT in train");
    assertThat(pairs.get(1).guards()).containsEntry("loss", new GuardPair("0.2", null));
    assertThat(pairs.get(2).failure()).contains("measured no loss");
    assertThat(pairs.get(2).candidate()).isNull();
  }

  @Test
  void evidenceAloneGivesTheSameAnswerToTheLastBit() {
    Random random = new Random(41);
    for (int experiment = 0; experiment < 200; experiment++) {
      Registration plan = somePlan(random);
      Decision decision = VerdictRule.decide(plan, somePairs(random, plan));
      List<PairResult> read = Recorded.pairs(plan, decision.pairs());
      assertThat(VerdictRule.decide(plan, read)).isEqualTo(decision);
    }
  }

  @Test
  void orderOfCompletionChangesNothing() {
    Random random = new Random(43);
    for (int experiment = 0; experiment < 200; experiment++) {
      Registration plan = somePlan(random);
      List<PairResult> pairs = somePairs(random, plan);
      Decision decision = VerdictRule.decide(plan, pairs);
      Collections.shuffle(pairs, random);
      assertThat(VerdictRule.decide(plan, pairs)).isEqualTo(decision);
    }
  }

  private static Registration somePlan(Random random) {
    Plan plan = random.nextBoolean() ? Plan.CLIP : Plan.CLIP.sign();
    return random.nextBoolean() ? plan.freeze() : plan.guarded().freeze();
  }

  private static List<PairResult> somePairs(Random random, Registration plan) {
    double effect = random.nextDouble() * 0.2 - 0.05;
    boolean guarded = !plan.guards().isEmpty();
    return pairs(
        40,
        i -> {
          String candidate =
              BigDecimal.valueOf(0.5 + effect + random.nextGaussian() / 20).toString();
          if (random.nextInt(12) == 0) {
            return new PairResult(i, i, arm("0.5", "0.2"), ArmResult.failed("exit code 1"));
          }
          return guarded ? pair(i, "0.5", candidate, "0.2", "0.21") : pair(i, "0.5", candidate);
        });
  }

  private static Verdict verdict(Registration plan, List<PairResult> pairs) {
    return ((Decision.Stop) VerdictRule.decide(plan, pairs)).verdict();
  }

  private interface Make {
    PairResult at(int index);
  }

  private static List<PairResult> pairs(int count, Make make) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(make::at).toList());
  }

  private static PairResult pair(int index, String baseline, String candidate) {
    return new PairResult(index, 7L + index, arm(baseline, "0.2"), arm(candidate, "0.2"));
  }

  private static PairResult pair(
      int index, String baseline, String candidate, String loss, String candidateLoss) {
    return new PairResult(index, 7L + index, arm(baseline, loss), arm(candidate, candidateLoss));
  }

  private static ArmResult arm(String accuracy) {
    return ArmResult.measured(Map.of("accuracy", new BigDecimal(accuracy)));
  }

  private static ArmResult arm(String accuracy, String loss) {
    return ArmResult.measured(
        Map.of("accuracy", new BigDecimal(accuracy), "loss", new BigDecimal(loss)));
  }
}
