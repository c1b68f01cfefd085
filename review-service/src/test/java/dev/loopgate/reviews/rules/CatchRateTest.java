package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatchRateTest {
  @Test
  void withoutAnAnswerThereIsNoRate() {
    assertThat(CatchRate.of(0, 0, 3)).isEqualTo(new CatchRate(3, 0, 0, 3, null, null, null));
  }

  /** The ends are the roots of (x/n − p)² = z²·p(1 − p)/n, solved apart from this program. */
  @Test
  void theIntervalIsWilsons() {
    assertRate(CatchRate.of(8, 2, 0), 0.8, 0.4901625, 0.9433178);
    assertRate(CatchRate.of(2, 1, 5), 2 / 3.0, 0.2076596, 0.9385081);
    assertRate(CatchRate.of(50, 50, 0), 0.5, 0.4038315, 0.5961685);
  }

  @Test
  void atTheEndsItStaysWithinZeroAndOne() {
    assertRate(CatchRate.of(0, 10, 0), 0, 0, 0.2775328);
    assertRate(CatchRate.of(10, 0, 0), 1, 0.7224672, 1);
    assertThat(CatchRate.of(1, 0, 0).low()).isCloseTo(0.2065493, within(1e-7));
  }

  private static void assertRate(CatchRate rate, double share, double low, double high) {
    assertThat(Objects.requireNonNull(rate.catchRate())).isCloseTo(share, within(1e-12));
    assertThat(Objects.requireNonNull(rate.low())).isCloseTo(low, within(1e-6));
    assertThat(Objects.requireNonNull(rate.high())).isCloseTo(high, within(1e-6));
  }
}
