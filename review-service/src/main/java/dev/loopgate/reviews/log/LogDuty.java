package dev.loopgate.reviews.log;

import dev.loopgate.chassis.loop.Duty;
import dev.loopgate.reviews.record.RecordGate;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One duty of the log: done at once when woken, else after a pause. How it goes is told to the
 * gate, which loses its patience in time.
 */
final class LogDuty implements Duty {
  private final String name;
  private final Runnable work;
  private final Duration pause;
  private final RecordGate gate;
  private final Semaphore woken = new Semaphore(0);

  LogDuty(String name, Runnable work, Duration pause, RecordGate gate) {
    this.name = name;
    this.work = work;
    this.pause = pause;
    this.gate = gate;
  }

  @Override
  public void doOnce() throws InterruptedException {
    try {
      work.run();
      gate.fulfilled(name);
    } catch (ForkException e) {
      gate.closeForGood(String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException e) {
      gate.failed(name, String.valueOf(e.getMessage()));
      throw e;
    }
    woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    woken.drainPermits();
  }

  String name() {
    return name;
  }

  void wake() {
    woken.release();
  }
}
