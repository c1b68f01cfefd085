package dev.loopgate.chassis.wake;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts announcements, so that one which comes between a look and the waiting after it is not
 * missed.
 */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private long count;
  private boolean ended;

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  void raise() {
    lock.lock();
    try {
      count++;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more. */
  void end() {
    lock.lock();
    try {
      ended = true;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the count has changed, the end, or the time is over; true when it has changed. */
  boolean await(long since, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (count == since && !ended && left > 0) {
        left = raised.awaitNanos(left);
      }
      return count != since;
    } finally {
      lock.unlock();
    }
  }
}
