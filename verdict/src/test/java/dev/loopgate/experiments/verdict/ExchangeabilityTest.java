package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.experiments.verdict.Exchangeability.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeabilityTest {
  private static final int MEASURED = 10;

  @Test
  void theFirstBetsAreTheseNumbers() {
    // One low run after three: lowest of four. Stakes 0.5 and 0.9 on the lowest 1 and 2 of 4, and
    // on
    // the highest: (2.5 + 1.5 + 3.7 + 1.9 + 0.5 + 0.5 + 0.1 + 0.1) / 8.
    List<Value> values = new ArrayList<>();
    for (String value : new String[] {"3", "4", "5", "1"}) {
      values.add(new Value(new BigDecimal(value), values.size()));
    }
    assertThat(Exchangeability.peak(values, 3)).isEqualByComparingTo("1.35");
  }

  @ParameterizedTest
  @CsvSource({"-5, 10, 10", "5, 10, 10", "-3, 10, 24", "-2, 60, 40"})
  void aBaselineThatMovedIsSeenWithinSoManyPairs(double sds, int before, int pairs) {
    int seen = 0;
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      List<Value> values = normal(random, before, 0);
      values.addAll(normal(random, pairs, sds));
      if (Exchangeability.isBroken(values, before, 1)) {
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(80);
  }

  @Test
  void aBaselineThatStaysHardlyEverAlarms() {
    int alarms = 0;
    Random random = new Random(2);
    for (int life = 0; life < 200; life++) {
      List<Value> values = normal(random, MEASURED, 0);
      boolean alarm = false;
      for (int watch = 1; watch <= 3; watch++) {
        int since = values.size();
        values.addAll(normal(random, 20, 0));
        alarm |= Exchangeability.isBroken(values, since, watch);
      }
      alarms += alarm ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  void scoresWithoutNoiseAreAlikeByTheirSeeds() {
    Random random = new Random(3);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      values.add(new Value(BigDecimal.ONE, random.nextLong()));
    }
    assertThat(Exchangeability.isBroken(values, MEASURED, 1)).isFalse();
  }

  private static List<Value> normal(Random random, int count, double mean) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(new Value(BigDecimal.valueOf(mean + random.nextGaussian()), random.nextLong()));
    }
    return values;
  }
}
