package dev.loopgate.experiments.experiment;

import static dev.loopgate.experiments.experiment.SomePairs.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.experiments.run.Arm;
import dev.loopgate.experiments.run.RunState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentTripwireRulesTest {
  private static final Map<String, String> ONE = Map.of("model/a", "sha256:1");
  private static final Map<String, String> TWO = Map.of("model/a", "sha256:2");

  @Test
  void claimAsFarAsThreeScalesIsNoise() {
    SomePairs pairs = new SomePairs().claimed(0, "0.83", "0.80");
    assertThat(FarClaim.in(plan("0", "0.01", null), pairs.pairs(), pairs.claims)).isEmpty();
  }

  @Test
  void firstClaimFurtherThanThreeScalesIsSeenWithBothNumbers() {
    SomePairs pairs =
        new SomePairs().claimed(0, "0.8", "0.8").claimed(1, "0.76", "0.80").claimed(2, "1", "0.8");
    Sighting seen = FarClaim.in(plan("0", "0.01", null), pairs.pairs(), pairs.claims).orElseThrow();
    assertThat(seen.run()).isEqualTo(pairs.pairs().candidate(1).orElseThrow().id());
    assertThat(seen.evidence()).contains("0.76").contains("0.80").contains("0.03");
  }

  @Test
  void claimOnOtherDataIsNotFarWhereTheBaselinesIsAsFar() {
    SomePairs pairs =
        new SomePairs().claimed(0, "0.74", "0.80").whileTheBaselineClaimed("0.76", "0.80");
    assertThat(FarClaim.in(plan("0", "0.01", null), pairs.pairs(), pairs.claims)).isEmpty();
    pairs.claimed(1, "0.70", "0.80").whileTheBaselineClaimed("0.76", "0.80");
    assertThat(FarClaim.in(plan("0", "0.01", null), pairs.pairs(), pairs.claims)).isPresent();
  }

  @Test
  void claimWithinTheMinimumEffectIsNotFar() {
    SomePairs pairs = new SomePairs().claimed(0, "0.89", "0.80");
    assertThat(FarClaim.in(plan("0.1", "0.01", null), pairs.pairs(), pairs.claims)).isEmpty();
  }

  @Test
  void candidateWithoutClaimsClaimsNothingFalse() {
    SomePairs pairs = new SomePairs().claimed(0, "9", "0.80");
    assertThat(FarClaim.in(plan("0", "0.01", null), pairs.pairs(), Map.of())).isEmpty();
  }

  @Test
  void sameFilesOnTwoSeedsAreSeenWhereTheBaselineHasOthers() {
    SomePairs pairs = new SomePairs().made(0, 7, ONE, TWO).made(1, 8, TWO, TWO);
    Sighting seen = IdenticalOutputs.in(pairs.pairs(), pairs.outputs).orElseThrow();
    assertThat(seen.run()).isEqualTo(pairs.pairs().candidate(1).orElseThrow().id());
    assertThat(seen.evidence()).contains("pairs 0 and 1").contains("model/a").contains("sha256:2");
  }

  @Test
  void sameFilesAreNothingWhereTheBaselineRepeatsItselfToo() {
    SomePairs pairs = new SomePairs().made(0, 7, ONE, TWO).made(1, 8, ONE, TWO);
    assertThat(IdenticalOutputs.in(pairs.pairs(), pairs.outputs)).isEmpty();
  }

  @Test
  void sameFilesOnTheSameSeedAreNothing() {
    SomePairs pairs = new SomePairs().made(0, 7, ONE, TWO).made(1, 7, TWO, TWO);
    assertThat(IdenticalOutputs.in(pairs.pairs(), pairs.outputs)).isEmpty();
  }

  @Test
  void candidateThatMakesNoFilesOrChangesOneOfThemIsNotIdentical() {
    Map<String, String> more = Map.of("model/a", "sha256:2", "model/b", "sha256:3");
    SomePairs pairs =
        new SomePairs()
            .made(0, 7, ONE, Map.of())
            .made(1, 8, TWO, Map.of())
            .made(2, 9, ONE, TWO)
            .made(3, 10, TWO, more);
    assertThat(IdenticalOutputs.in(pairs.pairs(), pairs.outputs)).isEmpty();
  }

  @Test
  void runsThatHaveNotSucceededAreNotCompared() {
    SomePairs pairs = new SomePairs().made(0, 7, ONE, TWO);
    pairs.outputs.put(pairs.run(Arm.BASELINE, 1, 8, RunState.SUCCEEDED).id(), TWO);
    pairs.outputs.put(pairs.run(Arm.CANDIDATE, 1, 8, RunState.FAILED).id(), TWO);
    assertThat(IdenticalOutputs.in(pairs.pairs(), pairs.outputs)).isEmpty();
  }

  @Test
  void effectBeyondTheBoundIsSeenAtTheLastJudgedPair() {
    SomePairs pairs = new SomePairs().claimed(0, "1", "1").claimed(1, "1", "1");
    Sighting seen =
        ImplausibleEffect.in(plan("0", "0.01", "0.2"), verdict(0.21), pairs.pairs()).orElseThrow();
    assertThat(seen.run()).isEqualTo(pairs.pairs().candidate(1).orElseThrow().id());
    assertThat(seen.evidence()).contains("0.21").contains("0.2");
  }

  @Test
  void effectWithinTheBoundOrWithoutOneIsPlausible() {
    Pairs pairs = new SomePairs().claimed(0, "1", "1").claimed(1, "1", "1").pairs();
    assertThat(ImplausibleEffect.in(plan("0", "0.01", "0.2"), verdict(0.2), pairs)).isEmpty();
    assertThat(ImplausibleEffect.in(plan("0", "0.01", "0.2"), verdict(-9.0), pairs)).isEmpty();
    assertThat(ImplausibleEffect.in(plan("0", "0.01", "0.2"), verdict(null), pairs)).isEmpty();
    assertThat(ImplausibleEffect.in(plan("0", "0.01", null), verdict(9.0), pairs)).isEmpty();
  }

  private static Verdict verdict(@Nullable Double effect) {
    return new Verdict(
        Outcome.INVALID, effect, null, null, 0.95, "1.0", "2", 2, null, null, List.of(), "why");
  }
}
