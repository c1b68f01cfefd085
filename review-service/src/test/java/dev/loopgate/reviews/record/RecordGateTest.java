package dev.loopgate.reviews.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.wire.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordGateTest {
  private final AtomicLong now = new AtomicLong();
  private final RecordGate gate = new RecordGate(Duration.ofSeconds(10), now::get);

  @Test
  void aFaultIsBorneForAsLongAsThePatienceAndNotLonger() {
    gate.fulfilled("signing");
    pass(9);
    gate.failed("signing", "no key");
    assertThat(gate.closedBecause()).isEmpty();

    pass(2);

    assertThat(gate.closedBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("signing", "10", "no key"));
    assertThatThrownBy(gate::require)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().type()).endsWith("/log-unavailable");
            });
  }

  @Test
  void whatDoesNotAnswerIsNoBetterThanWhatFails() {
    gate.fulfilled("writing");
    pass(11);

    assertThat(gate.closedBecause()).isPresent();
  }

  @Test
  void itOpensAgainWhenTheDutyIsDone() {
    gate.failed("signing", "no key");
    pass(11);
    assertThat(gate.closedBecause()).isPresent();

    gate.fulfilled("signing");

    assertThat(gate.closedBecause()).isEmpty();
  }

  @Test
  void oneDutyDoesNotStandInForAnother() {
    gate.failed("signing", "no key");
    pass(11);
    gate.fulfilled("writing");

    assertThat(gate.closedBecause()).isPresent();
  }

  @Test
  void aForkClosesAtOnceAndForGood() {
    gate.fulfilled("signing");
    gate.closeForGood("forked");
    gate.fulfilled("signing");

    assertThat(gate.closedBecause()).contains("forked");
  }

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
