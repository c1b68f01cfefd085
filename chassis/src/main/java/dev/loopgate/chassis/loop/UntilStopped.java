package dev.loopgate.chassis.loop;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Does a duty round after round, on a thread of its own. It never dies: what fails is said, once
 * for each fault in a row, and tried again, because a loop that gave up would silently stop what
 * depends on it.
 */
public final class UntilStopped {
  private static final Logger LOG = Logger.getLogger(UntilStopped.class);

  /** Some loops carry out stops, so that none may rest for long. */
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(200), Duration.ofSeconds(1));

  private final String name;
  private final Duty duty;
  private final Thread thread;
  private volatile boolean stopped;
  private int failures;
  private String lastFault = "";

  /**
   * @param name of the thread and in what is logged
   */
  public UntilStopped(String name, Duty duty) {
    this.name = name;
    this.duty = duty;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** The round under way is the last one. */
  public void finish() {
    stopped = true;
  }

  /** Whether no other round begins. */
  public boolean isFinished() {
    return stopped;
  }

  /** Ends the round under way, too. */
  public void stop() {
    finish();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopped) {
        tryOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryOnce() throws InterruptedException {
    try {
      duty.doOnce();
      failures = 0;
      lastFault = "";
    } catch (RuntimeException | Error e) {
      if (!stopped) {
        say(e);
        Thread.sleep(BACK_OFF.after(failures++));
      }
    }
  }

  private void say(Throwable failure) {
    String fault = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (!fault.equals(lastFault)) {
      LOG.warnf("%s: %s. Trying again until it works.", name, fault);
      LOG.debug("cause", failure);
      lastFault = fault;
    }
  }
}
