package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.experiments.verdict.Quote.Line;
import dev.loopgate.experiments.verdict.Quote.Pace;
import dev.loopgate.experiments.verdict.Quote.Reach;
import dev.loopgate.experiments.verdict.Quote.Terms;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTest {
  private static final BigDecimal FIRST_LEVEL = new BigDecimal("0.001833333333333");
  private static final Quote QUOTE = Quote.of(Terms.unpaired(FIRST_LEVEL, 6));

  @Test
  void largerEffectsTakeFewerPairsAndCertaintyTakesMore() {
    List<Line> lines = QUOTE.lines();
    for (int i = 0; i < lines.size(); i++) {
      int half = lines.get(i).half().orElseThrow();
      assertThat(lines.get(i).surely().orElseThrow()).isGreaterThanOrEqualTo(half);
      assertThat(half).isGreaterThanOrEqualTo(6);
      assertThat(i == 0 || half <= lines.get(i - 1).half().orElseThrow()).isTrue();
    }
  }

  @Test
  void sameQuestionGetsTheSameAnswer() {
    assertThat(Quote.of(Terms.unpaired(FIRST_LEVEL, 6)).lines()).isEqualTo(QUOTE.lines());
  }

  @Test
  void turnedRoundItAgreesWithItself() {
    Reach reach = QUOTE.within(40);
    double shown = reach.shown().orElseThrow();
    double missed = reach.missed().orElseThrow();
    assertThat(missed).isLessThan(shown);
    assertThat(QUOTE.power(shown, 40)).isGreaterThanOrEqualTo(Quote.SURELY);
    assertThat(QUOTE.power(missed / 1.1, 40)).isLessThan(Quote.HALF);
    assertThat(QUOTE.line(shown).surely().orElseThrow()).isLessThanOrEqualTo(40);
  }

  @Test
  void whatCannotBeShownIsSaidToBeSo() {
    assertThat(QUOTE.line(0).half()).isEmpty();
    assertThat(QUOTE.within(5).shown()).isEmpty();
    assertThat(QUOTE.within(5).missed()).isEmpty();
  }

  @Test
  void paceTurnsTimeIntoPairsAndBack() {
    Pace pace = new Pace(8, Duration.ofMinutes(6), Duration.ofMinutes(12));
    assertThat(pace.pairsWithin(Duration.ofHours(1))).isEqualTo(80);
    assertThat(pace.pairsWithin(Duration.ofHours(-1))).isZero();
    assertThat(pace.wall(80)).isEqualTo(Duration.ofHours(1));
    assertThat(pace.cpu(80)).isEqualTo(Duration.ofHours(16));
  }

  @Test
  void termsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new Terms(BigDecimal.ZERO, 4, 6, 1, 3))
        .hasMessageContaining("no quote");
    assertThatThrownBy(() -> new Terms(BigDecimal.ONE, 4, 6, 0, 3)).hasMessageContaining("noise");
  }

  @Test
  void quoteTakesLessThanAFifthOfASecond() {
    assertThat(quickest(() -> Quote.of(Terms.unpaired(FIRST_LEVEL, 6)).lines())).isLessThan(200);
    assertThat(quickest(() -> Quote.of(Terms.unpaired(FIRST_LEVEL, 6)).within(40))).isLessThan(200);
  }

  /** Processor time in milliseconds, the best of ten. */
  private static double quickest(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e6);
    }
    return best;
  }
}
