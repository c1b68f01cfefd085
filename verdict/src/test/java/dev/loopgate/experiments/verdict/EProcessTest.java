package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EProcessTest {
  @Test
  void singleFractionReproducesThePublishedCapital() {
    String[] differences = {".2", "-.1", ".4", "0", ".3", ".1", "-.2", ".5", ".25", ".15"};
    EProcess process = EProcess.over(List.of(new BigDecimal("0.5")));
    List<String> capital = new ArrayList<>();
    for (String difference : differences) {
      process = process.observe(new BigDecimal(difference).subtract(new BigDecimal("0.02")));
      capital.add(process.value().stripTrailingZeros().toPlainString());
    }
    assertThat(capital.subList(0, 6))
        .containsExactly(
            "1.09", "1.0246", "1.219274", "1.20708126", "1.3760726364", "1.431115541856");
    assertThat(capital.get(6)).startsWith("1.273692832251").hasSizeGreaterThan(14);
    assertThat(process.value().doubleValue()).isCloseTo(1.875473211013, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void mixtureIsTheMeanOverTheGrid() {
    BigDecimal value = EProcess.start().observe(BigDecimal.ONE).value();
    assertThat(value).isEqualByComparingTo("1.397");
  }

  @Test
  void capitalStaysPositiveWhateverHappens() {
    EProcess process = EProcess.start();
    for (int i = 0; i < 100; i++) {
      process = process.observe(BigDecimal.ONE.negate());
    }
    assertThat(process.value()).isPositive();
  }

  @Test
  void levelIsReachedExactly() {
    EProcess process = EProcess.over(List.of(new BigDecimal("0.5"))).observe(BigDecimal.ONE);
    assertThat(
            process.reaches(
                BigDecimal.ONE.divide(new BigDecimal("1.5"), 30, java.math.RoundingMode.UP)))
        .isTrue();
    assertThat(process.reaches(new BigDecimal("0.666"))).isFalse();
  }
}
