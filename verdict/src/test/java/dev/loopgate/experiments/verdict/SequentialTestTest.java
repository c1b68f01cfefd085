package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.experiments.verdict.SequentialTest.Design;
import dev.loopgate.experiments.verdict.SequentialTest.State;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
  private static final Bets BETS = Bets.of(EProcess.GRID);
  private static final Level HARM = Level.of(new BigDecimal("0.05"));

  @Test
  void doublesDecideLikeExactDecimals() {
    SplittableRandom random = new SplittableRandom(29);
    Map<State, Integer> seen = new EnumMap<>(State.class);
    for (int sequence = 0; sequence < 100_000; sequence++) {
      Design design = design(random);
      SequentialTest fast = new SequentialTest(design);
      ExactTest exact = new ExactTest(design, EProcess.GRID);
      int centre = random.nextInt(16_000) - 8_000;
      while (fast.state() == State.CONTINUE) {
        int y = Math.clamp(centre + (long) (4_000 * random.nextGaussian()), -10_000, 10_000);
        fast.observe(y, -y);
        exact.observe(y, -y);
        assertThat(exact.state()).isEqualTo(fast.state());
      }
      seen.merge(fast.state(), 1, Integer::sum);
    }
    assertThat(seen.get(State.IMPROVED)).isGreaterThan(100);
    assertThat(seen.get(State.REGRESSED)).isGreaterThan(100);
    assertThat(seen.get(State.FUTILE)).isGreaterThan(100);
    assertThat(seen.get(State.EXHAUSTED)).isGreaterThan(100);
  }

  private static Design design(SplittableRandom random) {
    int minSeeds = 2 + random.nextInt(3);
    BigDecimal alpha = BigDecimal.valueOf(1 + random.nextInt(2_000), 4);
    return new Design(BETS, Level.of(alpha), HARM, minSeeds, minSeeds + random.nextInt(12));
  }

  @Test
  void higherLevelIsNeverReachedLater() {
    SplittableRandom random = new SplittableRandom(31);
    for (int sequence = 0; sequence < 2_000; sequence++) {
      SequentialTest strict = new SequentialTest(plan("0.001"));
      SequentialTest lax = new SequentialTest(plan("0.002"));
      boolean laxImproved = false;
      for (int i = 0; i < 40; i++) {
        int y = Math.clamp((long) (3_000 + 4_000 * random.nextGaussian()), -10_000, 10_000);
        strict.observe(y, -y);
        lax.observe(y, -y);
        laxImproved |= lax.state() == State.IMPROVED;
        assertThat(strict.state() == State.IMPROVED && !laxImproved).isFalse();
      }
    }
  }

  @Test
  void ideaWithoutEffectCostsAboutATenthOfTheMostSeeds() {
    SplittableRandom random = new SplittableRandom(37);
    int pairs = 0;
    for (int idea = 0; idea < 1_000; idea++) {
      SequentialTest test =
          new SequentialTest(new Design(BETS, Level.of(new BigDecimal("0.0002")), HARM, 10, 1_000));
      while (test.state() == State.CONTINUE) {
        int y = Math.clamp((long) (3_333 * random.nextGaussian()), -10_000, 10_000);
        test.observe(y, -y);
      }
      pairs += test.size();
    }
    assertThat(pairs / 1_000.0).isBetween(60.0, 130.0);
  }

  @Test
  void levelOfOneOrMoreIsNeverFutile() {
    SequentialTest test = new SequentialTest(plan("1.5"));
    for (int i = 0; i < 10; i++) {
      test.observe(-100, 0);
      assertThat(test.state()).isNotEqualTo(State.FUTILE);
    }
  }

  private static Design plan(String alpha) {
    return new Design(BETS, Level.of(new BigDecimal(alpha)), HARM, 4, 40);
  }
}
