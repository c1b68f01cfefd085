package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EProcessTest {
  private static final BigDecimal ONE = BigDecimal.ONE;

  @Test
  void singleFractionReproducesThePublishedCapital() {
    String[] differences = {".2", "-.1", ".4", "0", ".3", ".1", "-.2", ".5", ".25", ".15"};
    EProcess process = over("0.5");
    List<String> capital = new ArrayList<>();
    for (String difference : differences) {
      BigDecimal y = new BigDecimal(difference).subtract(new BigDecimal("0.02"));
      process.observe(y.movePointRight(4).intValueExact());
      capital.add(
          process.value().setScale(12, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString());
    }
    assertThat(capital)
        .containsExactly(
            "1.09",
            "1.0246",
            "1.219274",
            "1.20708126",
            "1.3760726364",
            "1.431115541856",
            "1.273692832252",
            "1.579379111992",
            "1.761007709871",
            "1.875473211013");
  }

  @Test
  void mixtureIsTheMeanOverTheGrid() {
    EProcess process = start();
    process.observe(Observation.BEST);
    assertThat(process.value()).isEqualByComparingTo("1.397");
  }

  @Test
  void capitalStaysPositiveWhateverHappens() {
    EProcess process = start();
    for (int i = 0; i < 1_000; i++) {
      process.observe(Observation.WORST);
    }
    assertThat(process.value()).isPositive();
  }

  @Test
  void levelIsReachedExactly() {
    EProcess process = over("0.5");
    process.observe(Observation.BEST);
    BigDecimal justReached = ONE.divide(new BigDecimal("1.5"), 30, RoundingMode.UP);
    BigDecimal justMissed = ONE.divide(new BigDecimal("1.5"), 30, RoundingMode.DOWN);
    assertThat(process.reaches(Level.of(justReached))).isTrue();
    assertThat(process.reaches(Level.of(justMissed))).isFalse();
    assertThat(process.reaches(Level.of(new BigDecimal("0.666")))).isFalse();
  }

  @Test
  void doublesAnswerLikeTheExactDecimals() {
    Random random = new Random(17);
    for (int sequence = 0; sequence < 2_000; sequence++) {
      EProcess process = start();
      int length = 1 + random.nextInt(60);
      int centre = random.nextInt(8_000) - 4_000;
      for (int i = 0; i < length; i++) {
        process.observe(Math.clamp(centre + random.nextInt(16_000) - 8_000L, -10_000, 10_000));
      }
      BigDecimal value = process.value();
      BigDecimal reciprocal = ONE.divide(value.max(ONE), 60, RoundingMode.UP);
      for (String nudge : List.of("1", "0.999999999999", "1.000000000001", "0.9", "1.1")) {
        BigDecimal level = reciprocal.multiply(new BigDecimal(nudge));
        assertThat(process.reaches(Level.of(level)))
            .isEqualTo(value.multiply(level).compareTo(ONE) >= 0);
      }
    }
  }

  @Test
  void doublesOfFourWidthsAnswerLikeTheExactDecimals() {
    SplittableRandom random = new SplittableRandom(53);
    Widths widths = Widths.of(Transform.CLIP, new BigDecimal("0.7"), 4);
    for (int sequence = 0; sequence < 500; sequence++) {
      EProcess process = EProcess.over(Bets.of(RuleVersion.SECOND.bets()), 4);
      double centre = random.nextDouble() * 0.2;
      for (int i = 1 + random.nextInt(60); i > 0; i--) {
        process.observe(
            widths.observations(BigDecimal.valueOf(centre + 0.2 * random.nextGaussian())));
      }
      BigDecimal value = process.value();
      BigDecimal reciprocal = ONE.divide(value.max(ONE), 60, RoundingMode.UP);
      for (String nudge : List.of("1", "0.999999999999", "1.000000000001", "0.9", "1.1")) {
        BigDecimal level = reciprocal.multiply(new BigDecimal(nudge));
        assertThat(process.reaches(Level.of(level)))
            .isEqualTo(value.multiply(level).compareTo(ONE) >= 0);
      }
    }
  }

  @Test
  void changeThatIsAsOftenWorseByAsMuchIsAFairGameAtFourWidths() {
    Widths widths = Widths.of(Transform.CLIP, new BigDecimal("0.6"), 4);
    int[] up = widths.observations(new BigDecimal("0.15"));
    int[] down = widths.observations(new BigDecimal("-0.15"));
    BigDecimal total = BigDecimal.ZERO;
    for (int path = 0; path < 1 << 8; path++) {
      EProcess process = EProcess.over(Bets.of(RuleVersion.SECOND.bets()), 4);
      for (int i = 0; i < 8; i++) {
        process.observe((path >> i & 1) == 1 ? up : down);
      }
      total = total.add(process.value());
    }
    assertThat(total).isEqualByComparingTo("256");
  }

  @Test
  void fallingVeryDeepAndComingBackLosesNoDigits() {
    EProcess process = over("0.95");
    for (int i = 0; i < 400; i++) {
      process.observe(Observation.WORST);
    }
    for (int i = 0; i < 1_800; i++) {
      process.observe(Observation.BEST);
    }
    BigDecimal reciprocal = ONE.divide(process.value(), 1_000, RoundingMode.UP);
    assertThat(process.near() * reciprocal.doubleValue()).isBetween(1 - 1e-11, 1 + 1e-11);
  }

  @Test
  void largerObservationNeverLowersTheCapital() {
    Random random = new Random(19);
    for (int sequence = 0; sequence < 2_000; sequence++) {
      EProcess smaller = start();
      EProcess larger = start();
      for (int i = 0; i < 20; i++) {
        int y = random.nextInt(20_001) - 10_000;
        smaller.observe(y);
        larger.observe(y + random.nextInt(10_001 - y));
      }
      assertThat(larger.value()).isGreaterThanOrEqualTo(smaller.value());
    }
  }

  @Test
  void orderOfObservationsDoesNotMatterForTheirCapital() {
    EProcess forwards = start();
    EProcess backwards = start();
    for (int i = 0; i <= 40; i++) {
      forwards.observe(i * 500 - 10_000);
      backwards.observe(10_000 - i * 500);
    }
    assertThat(forwards.value()).isEqualTo(backwards.value());
  }

  @Test
  void onlyBetsThatCannotRuinAndHaveAnExactMeanAreTaken() {
    assertThatThrownBy(() -> over("1")).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> over("0")).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> over("0.1", "0.2", "0.3")).hasMessageContaining("no decimal");
    assertThatThrownBy(() -> Bets.of(List.of())).hasMessageContaining("no decimal");
  }

  @Test
  void observationOutsideTheRangeIsRefused() {
    assertThatThrownBy(() -> start().observe(10_001)).hasMessageContaining("[-1, 1]");
  }

  private static EProcess start() {
    return EProcess.over(Bets.of(EProcess.GRID));
  }

  private static EProcess over(String... fractions) {
    return EProcess.over(Bets.of(java.util.Arrays.stream(fractions).map(BigDecimal::new).toList()));
  }
}
