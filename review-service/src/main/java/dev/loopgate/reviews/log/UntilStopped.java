package dev.loopgate.reviews.log;

import dev.loopgate.reviews.record.RecordGate;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does one duty of the log again and again: at once when woken, else after a pause. It never dies:
 * what goes wrong is tried again, and told to the gate, which loses its patience in time.
 */
final class UntilStopped implements Runnable {
  private static final Logger LOG = Logger.getLogger(UntilStopped.class);
  private static final Duration AFTER_A_FAULT = Duration.ofMillis(500);

  private final String duty;
  private final Runnable work;
  private final Duration pause;
  private final RecordGate gate;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean stopped;
  private String lastFault = "";

  UntilStopped(String duty, Runnable work, Duration pause, RecordGate gate) {
    this.duty = duty;
    this.work = work;
    this.pause = pause;
    this.gate = gate;
  }

  @Override
  public void run() {
    while (!stopped) {
      Duration rest = tryOnce() ? pause : AFTER_A_FAULT;
      try {
        woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean tryOnce() {
    try {
      work.run();
      gate.fulfilled(duty);
      lastFault = "";
      return true;
    } catch (ForkException e) {
      LOG.errorf("%s: %s", duty, e.getMessage());
      gate.closeForGood(String.valueOf(e.getMessage()));
      return false;
    } catch (RuntimeException e) {
      if (!stopped) {
        gate.failed(duty, String.valueOf(e.getMessage()));
        warn(e);
      }
      return false;
    }
  }

  /** Once for each fault, however often it is met. */
  private void warn(RuntimeException e) {
    String fault = String.valueOf(e.getMessage());
    if (!fault.equals(lastFault)) {
      LOG.warnf(e, "%s: %s. Trying again until it works.", duty, fault);
      lastFault = fault;
    }
  }

  void wake() {
    woken.release();
  }

  void stop() {
    stopped = true;
    wake();
  }
}
