package dev.loopgate.worker.lease;

import dev.loopgate.wire.problem.ProblemException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Hears for the whole worker which attempts are to end, a moment after somebody decided that: a
 * heartbeat would tell each of them seconds later. Ends with the worker.
 */
public final class HearOrders implements Runnable {
  private static final System.Logger LOG = System.getLogger(HearOrders.class.getName());
  private static final Duration WHILE_THEY_END = Duration.ofMillis(200);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Machine machine;
  private final String worker;

  public HearOrders(Machine machine, String worker) {
    this.machine = machine;
    this.worker = worker;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(hearOnce());
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "no more orders");
    }
  }

  private Duration hearOnce() throws InterruptedException {
    try {
      List<UUID> end = machine.services().orders(worker).end();
      machine.obey(end);
      return end.isEmpty() ? Duration.ZERO : WHILE_THEY_END;
    } catch (UncheckedIOException | ProblemException e) {
      LOG.log(System.Logger.Level.DEBUG, "orders: {0}", e.getMessage());
      return AFTER_FAULT;
    }
  }
}
