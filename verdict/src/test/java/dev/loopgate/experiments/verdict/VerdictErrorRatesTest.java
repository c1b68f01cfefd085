package dev.loopgate.experiments.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often verdicts are right, over many experiments with effects that are known. */
class VerdictErrorRatesTest extends JudgedPairs {
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
      Interval interval =
          Interval.inverting(differences, 0, Terms.of(registration(6, 40)), 2 / 0.05);
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
}
