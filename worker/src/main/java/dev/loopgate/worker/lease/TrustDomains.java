package dev.loopgate.worker.lease;

import java.util.function.BooleanSupplier;

/**
 * Keeps trusted and untrusted stages of one machine apart in time where no sandbox keeps them apart
 * in space: while one kind runs, the other waits. Whoever waits is let in before newcomers of the
 * kind that runs, so nobody starves.
 */
final class TrustDomains {
  private static final long LOOK_MILLIS = 200;

  private final boolean sandboxed;
  private final int[] running = new int[2];
  private final int[] waiting = new int[2];

  /**
   * @param sandboxed true when stages cannot see each other anyway; then nobody waits
   */
  TrustDomains(boolean sandboxed) {
    this.sandboxed = sandboxed;
  }

  /** False when the caller gave up waiting; then it is not inside. */
  synchronized boolean enter(boolean trusted, BooleanSupplier giveUp) throws InterruptedException {
    int mine = trusted ? 1 : 0;
    int other = 1 - mine;
    boolean queueing = waiting[other] > 0 && running[mine] > 0;
    waiting[mine]++;
    try {
      while (!sandboxed && (running[other] > 0 || queueing)) {
        wait(LOOK_MILLIS);
        queueing = queueing && waiting[other] > 0 && running[mine] > 0;
        if (giveUp.getAsBoolean()) {
          return false;
        }
      }
      running[mine]++;
      return true;
    } finally {
      waiting[mine]--;
      notifyAll();
    }
  }

  synchronized void leave(boolean trusted) {
    running[trusted ? 1 : 0]--;
    notifyAll();
  }
}
