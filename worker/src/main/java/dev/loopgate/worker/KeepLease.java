package dev.loopgate.worker;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.work.Lease;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Tells the service on a thread of its own that an attempt goes on, and hears whether it is still
 * wanted. A service that does not answer changes nothing: the stage goes on.
 */
final class KeepLease implements AutoCloseable {
  private final Services services;
  private final Lease lease;
  private final BooleanSupplier stopping;
  private final Thread thread;
  private volatile boolean cancelled;
  private volatile boolean lost;

  private KeepLease(Services services, Lease lease, BooleanSupplier stopping) {
    this.services = services;
    this.lease = lease;
    this.stopping = stopping;
    thread = Thread.ofVirtual().name("heartbeat-" + lease.attemptId()).unstarted(this::beat);
  }

  static KeepLease start(Services services, Lease lease, BooleanSupplier stopping) {
    KeepLease keep = new KeepLease(services, lease, stopping);
    keep.thread.start();
    return keep;
  }

  /** Whether the stage is to end early, for whichever reason. */
  boolean unwanted() {
    return cancelled || lost || stopping.getAsBoolean();
  }

  /** Whether the service gave the attempt away: then nothing more is reported. */
  boolean lost() {
    return lost;
  }

  boolean cancelled() {
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
      cancelled = services.heartbeat(lease).cancelled();
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
