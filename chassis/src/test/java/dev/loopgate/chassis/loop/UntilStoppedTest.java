package dev.loopgate.chassis.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UntilStoppedTest {
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void aLoopOutlivesWhateverItsDutyThrows() throws InterruptedException {
    CountDownLatch third = new CountDownLatch(1);
    UntilStopped loop =
        new UntilStopped(
            "test",
            () -> {
              switch (rounds.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("broken");
                case 2 -> throw new StackOverflowError();
                default -> {
                  third.countDown();
                  Thread.sleep(Duration.ofMinutes(1));
                }
              }
            });

    loop.start();

    assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
    loop.stop();
  }

  @Test
  void aLoopThatFinishesEndsItsRoundAndBeginsNoOther() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    UntilStopped loop =
        new UntilStopped(
            "test",
            () -> {
              rounds.incrementAndGet();
              begun.countDown();
              goOn.await();
              ended.countDown();
            });
    loop.start();
    begun.await();

    loop.finish();
    goOn.countDown();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(rounds).hasValue(1);
  }

  @Test
  void eachFailureDoublesThePauseUpToTheLongest() {
    BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

    assertThat(backOff.after(0)).isEqualTo(Duration.ofMillis(200));
    assertThat(backOff.after(3)).isEqualTo(Duration.ofMillis(1_600));
    assertThat(backOff.after(5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backOff.after(1_000)).isEqualTo(Duration.ofSeconds(5));
  }
}
