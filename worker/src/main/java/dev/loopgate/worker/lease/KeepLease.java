package dev.loopgate.worker.lease;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.worker.services.Patience;
import dev.loopgate.worker.services.Services;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Tells the service on a thread of its own that an attempt goes on, and hears whether it is still
 * wanted. A service that does not answer is waited for as long as the lease lasts, and no longer:
 * then the service counts on it that nothing of the attempt runs any more.
 */
final class KeepLease implements AutoCloseable {
  private final Services services;
  private final Lease lease;
  private final BooleanSupplier stopping;
  private final BooleanSupplier ordered;
  private final Duration renewable;
  private final Thread thread;
  private volatile long renewedAt = System.nanoTime();
  private volatile boolean cancelled;
  private volatile boolean lost;

  private KeepLease(
      Services services, Lease lease, BooleanSupplier stopping, BooleanSupplier ordered) {
    this.services = services;
    this.lease = lease;
    this.stopping = stopping;
    this.ordered = ordered;
    renewable = Duration.ofSeconds(Math.max(1, lease.leaseSeconds())).multipliedBy(9).dividedBy(10);
    thread = Thread.ofVirtual().name("heartbeat-" + lease.attemptId()).unstarted(this::beat);
  }

  /**
   * Keeps a lease until it is closed.
   *
   * @param stopping becomes true when the worker ends
   * @param ordered becomes true when the service wants the attempt to end at once
   */
  static KeepLease start(
      Services services, Lease lease, BooleanSupplier stopping, BooleanSupplier ordered) {
    KeepLease keep = new KeepLease(services, lease, stopping, ordered);
    keep.thread.start();
    return keep;
  }

  /** Whether the stage is to end early, for whichever reason. */
  boolean unwanted() {
    return cancelled() || lost || expired() || stopping.getAsBoolean();
  }

  /** Whether the lease could not be renewed for so long that it is about to end. */
  boolean expired() {
    return System.nanoTime() - renewedAt > renewable.toNanos();
  }

  /** Whether the service gave the attempt away: then nothing more is reported. */
  boolean lost() {
    return lost;
  }

  /** Whether the service wants it to end. */
  boolean cancelled() {
    cancelled = cancelled || ordered.getAsBoolean();
    return cancelled;
  }

  void markLost() {
    lost = true;
  }

  private void beat() {
    try {
      Thread.sleep(pause());
      while (!lost && !cancelled) {
        Thread.sleep(beatOnce() ? pause() : Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      // Closed: the attempt is over.
    }
  }

  private boolean beatOnce() throws InterruptedException {
    try {
      long sentAt = System.nanoTime();
      boolean unwanted = services.heartbeat(lease).cancelled();
      renewedAt = sentAt;
      cancelled = cancelled || unwanted;
      return true;
    } catch (ProblemException e) {
      lost = Patience.saysLeaseLost(e.problem()) || e.problem().status() == 404;
      return false;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Duration pause() {
    return Duration.ofSeconds(Math.clamp(lease.heartbeatSeconds(), 1, 60));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
