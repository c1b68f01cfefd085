package dev.loopgate.worker.lease;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.worker.services.LeaseLostException;
import dev.loopgate.worker.services.Patience;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One slot: takes a lease, executes it, takes the next. Ends only when the worker does. A platform
 * thread, because the kernel ties sandboxed children to the thread that started them.
 */
public final class TakeLeases implements Runnable {
  private static final System.Logger LOG = System.getLogger(TakeLeases.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(2);
  private static final Duration AFTER_NOTHING = Duration.ofMillis(250);

  private final Machine machine;
  private final WorkerRegistration worker;
  private final Patience patience;
  private volatile boolean executing;

  public TakeLeases(Machine machine, WorkerRegistration worker) {
    this.machine = machine;
    this.worker = worker;
    patience = new Patience(LONGEST_PAUSE, machine::stopping);
  }

  /** Whether an attempt is under way that is to end in good order. */
  public boolean executing() {
    return executing;
  }

  @Override
  public void run() {
    try {
      register();
      while (!machine.stopping()) {
        takeOne();
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "slot ends");
    }
  }

  private void register() throws InterruptedException {
    try {
      patience.untilDone("register", () -> machine.services().register(worker));
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, "stopped before registration");
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.ERROR, "registration refused: {0}", e.getMessage());
      Thread.sleep(AFTER_FAULT);
    }
  }

  private void takeOne() throws InterruptedException {
    try {
      Lease lease = patience.untilAnswered("ask for work", this::lease);
      if (lease == null) {
        Thread.sleep(AFTER_NOTHING);
        return;
      }
      execute(lease);
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0}", e.getMessage());
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.WARNING, "no work: {0}", e.getMessage());
      Thread.sleep(AFTER_FAULT);
      register();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "an attempt failed unexpectedly", e);
      Thread.sleep(AFTER_FAULT);
    }
  }

  private @Nullable Lease lease() throws InterruptedException {
    return machine.services().lease(worker.name());
  }

  private void execute(Lease lease) throws InterruptedException {
    executing = true;
    try {
      ExecuteAttempt.run(machine, lease);
    } finally {
      executing = false;
    }
  }
}
