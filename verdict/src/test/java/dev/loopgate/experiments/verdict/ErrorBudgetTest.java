package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
  private static final BigDecimal FIVE_PERCENT = new BigDecimal("0.05");

  @Test
  void weightsNeverAddUpToMoreThanOne() {
    int last = 100_000;
    BigDecimal sum = BigDecimal.ZERO;
    for (int t = 1; t <= last; t++) {
      sum = sum.add(ErrorBudget.gamma(t));
    }
    assertThat(sum.doubleValue() + integralBeyond(last)).isBetween(0.97, 1.0);
  }

  /** The weights fall, so their integral bounds the rest of the sum from above. */
  private static double integralBeyond(int t) {
    double v = Math.sqrt(Math.log(t));
    return 0.07720838 * 2 * (v * v * v + 3 * v * v + 6 * v + 6) * Math.exp(-v);
  }

  @Test
  void firstWeightIsTheFormulaRoundedDown() {
    assertThat(ErrorBudget.gamma(1)).isEqualTo(new BigDecimal("0.053516770912"));
  }

  @Test
  void weightOfTheLargestRegistrationIsNotZero() {
    assertThat(ErrorBudget.gamma(Integer.MAX_VALUE)).isPositive();
  }

  @Test
  void registrationsCountFromOne() {
    assertThatThrownBy(() -> ErrorBudget.gamma(0)).hasMessageContaining("count from 1");
  }

  @Test
  void everyAdoptionRaisesTheLevel() {
    BigDecimal gamma = ErrorBudget.gamma(7);
    assertThat(ErrorBudget.alpha(FIVE_PERCENT, gamma, 2))
        .isEqualByComparingTo(
            ErrorBudget.alpha(FIVE_PERCENT, gamma, 0).multiply(BigDecimal.valueOf(3)));
  }

  @Test
  void thresholdIsRoundedAgainstTheCandidate() {
    assertThat(ErrorBudget.threshold(new BigDecimal("0.003"))).isEqualTo("333.333334");
  }

  @Test
  void publishedLevelsOfOnlineTestingAreReproduced() {
    String[] e = {"50", "3", "700", "0", "90", "1500", "420", "20000", "0.5", "1100"};
    List<Double> thresholds = new ArrayList<>();
    List<Integer> decisions = new ArrayList<>();
    int adopted = 0;
    for (int t = 1; t <= e.length; t++) {
      BigDecimal gamma =
          BigDecimal.ONE.divide(BigDecimal.valueOf(t * (t + 1L)), MathContext.DECIMAL128);
      BigDecimal alpha = ErrorBudget.alpha(FIVE_PERCENT, gamma, adopted);
      thresholds.add(1 / alpha.doubleValue());
      boolean rejected = new BigDecimal(e[t - 1]).multiply(alpha).compareTo(BigDecimal.ONE) >= 0;
      decisions.add(rejected ? 1 : 0);
      adopted += rejected ? 1 : 0;
    }
    assertThat(thresholds)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(
            40.0, 60.0, 120.0, 400.0 / 3, 200.0, 280.0, 280.0, 288.0, 300.0, 1100.0 / 3);
    assertThat(decisions).containsExactly(1, 0, 1, 0, 0, 1, 1, 1, 0, 1);
  }
}
