package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.wire.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogContactTest {
  private final AtomicLong now = new AtomicLong();
  private final LogContact log = new LogContact(Duration.ofSeconds(30), now::get);

  @Test
  void nothingHappensWhileTheLogHasBeenSilentForTooLong() {
    log.heard("reviews");
    pass(30);
    assertThatCode(log::require).doesNotThrowAnyException();

    pass(1);

    assertThatThrownBy(log::require)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("31 seconds");
  }

  @Test
  void anyAnswerOfTheLogEndsItsSilence() {
    log.heard("reviews");
    pass(40);
    log.heard("reviews");

    assertThatCode(log::require).doesNotThrowAnyException();
  }

  @Test
  void otherFeedsDoNotSpeakForTheLog() {
    log.heard("reviews");
    pass(40);
    log.heard("ideas");

    assertThatThrownBy(log::require).isInstanceOf(ProblemException.class);
  }

  @Test
  void whoDoesNotFollowTheLogDoesNotWaitForIt() {
    pass(100);

    assertThatCode(log::require).doesNotThrowAnyException();
  }

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
