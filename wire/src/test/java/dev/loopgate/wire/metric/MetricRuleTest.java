package dev.loopgate.wire.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricRuleTest {
  @Test
  void namesOfMlflowAreNames() {
    assertThat(
            new String[] {
              "accuracy",
              "val/accuracy top 5",
              "recall@10",
              "50% quantile",
              "eval: loss",
              "a-b_c.d",
              "f1",
              "genauigkeit/größe",
              "...",
              "a".repeat(250)
            })
        .allMatch(MetricRule::isName);
  }

  @Test
  void pathsThatLeaveTheirFolderAndHiddenCharactersAreNone() {
    assertThat(
            new String[] {
              "",
              " ",
              "/accuracy",
              "accuracy/",
              "a//b",
              "../a",
              "a/../b",
              "./a",
              "a\nb",
              "a\tb",
              "a\u0000",
              "a\u202eb",
              "a\\b",
              "a".repeat(251),
              null
            })
        .noneMatch(MetricRule::isName);
  }

  @Test
  void everyFiniteDoubleIsANumber() {
    Random random = new Random(71);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        BigDecimal read = MetricRule.number(Double.toString(value)).orElseThrow();
        assertThat(read.doubleValue()).isEqualTo(value == 0 ? 0.0 : value);
        assertThat(MetricRule.number(new BigDecimal(value).toString())).isPresent();
      }
    }
    assertThat(MetricRule.number("4.9E-324")).isPresent();
    assertThat(MetricRule.number("1.7976931348623157E308")).isPresent();
    assertThat(MetricRule.number("1e-120")).contains(new BigDecimal("1e-120"));
  }

  @Test
  void whatIsNotFiniteOrTooLongIsNoNumber() {
    assertThat(
            new String[] {
              "NaN",
              "Infinity",
              "-inf",
              "",
              " 1",
              "1 ",
              "0x10",
              "1e401",
              "1e-401",
              "1e999999999",
              "1e9999999999",
              "1_000",
              "1d",
              "١",
              ".",
              "e5",
              "1".repeat(1_001),
              null
            })
        .allSatisfy(text -> assertThat(MetricRule.number(text)).as(text).isEmpty());
    assertThat(MetricRule.number("0." + "1".repeat(1_000))).isPresent();
  }

  @Test
  void thereIsOneZero() {
    assertThat(MetricRule.number("-0.0")).contains(BigDecimal.ZERO);
    assertThat(MetricRule.number("0e999999999")).contains(BigDecimal.ZERO);
  }
}
