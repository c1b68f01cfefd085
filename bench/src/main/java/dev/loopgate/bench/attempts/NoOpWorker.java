package dev.loopgate.bench.attempts;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes leases and completes them at once, so that only the way of an attempt costs anything. What
 * it measures follows from the seed: both arms draw from one distribution.
 */
final class NoOpWorker implements AutoCloseable {
  private static final String NAME = "no-op";
  private static final int PATIENCE = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final PeerClient experiments;
  private final List<Thread> connections = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Latencies leases = new Latencies();
  private final Latencies completions = new Latencies();
  private volatile Goal goal = new Goal(Integer.MAX_VALUE);

  private record Goal(int count, CountDownLatch reached) {
    Goal(int count) {
      this(count, new CountDownLatch(1));
    }
  }

  NoOpWorker(PeerClient experiments) {
    this.experiments = experiments;
  }

  void start(int count) throws InterruptedException {
    experiments.put(
        "/api/v1/workers/" + NAME,
        new WorkerRegistration(NAME, "bench", Isolation.HARDENED, count, null));
    for (int i = 0; i < count; i++) {
      connections.add(Thread.ofVirtual().name("connection-" + i).start(this::workUntilStopped));
    }
  }

  Latencies leases() {
    return leases;
  }

  Latencies completions() {
    return completions;
  }

  /** Waits until so many more attempts are completed. */
  void complete(int count) throws InterruptedException {
    Goal next = new Goal(done.get() + count);
    goal = next;
    next.reached().await();
    requireAlive();
  }

  /** Fails when a request of it has. */
  void requireAlive() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the worker failed", failed);
    }
  }

  /** Forgets how long requests took until now. */
  void forget() {
    leases.clear();
    completions.clear();
  }

  int done() {
    return done.get();
  }

  private void workUntilStopped() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        failure.set(e);
        goal.reached().countDown();
      }
    }
  }

  private void attempt() throws InterruptedException {
    long asked = System.nanoTime();
    Lease lease =
        experiments.postForOptional(
            "/api/v1/attempts/lease",
            new LeaseRequest(NAME, PATIENCE),
            Lease.class,
            TIMEOUT,
            Map.of());
    if (lease == null) {
      return;
    }
    long leased = System.nanoTime();
    experiments.postBytes(
        "/api/v1/attempts/" + lease.attemptId() + "/completion",
        Json.utf8(Json.write(report(lease))),
        Map.of("Run-Token", lease.runToken(), "Content-Type", "application/json"));
    completions.add(System.nanoTime() - leased);
    leases.add(leased - asked);
    if (done.incrementAndGet() >= goal.count()) {
      goal.reached().countDown();
    }
  }

  private static Completion report(Lease lease) {
    List<MetricPoint> metrics =
        lease.trusted() ? List.of(new MetricPoint("score", score(lease), null)) : List.of();
    return new Completion(
        Completion.Outcome.SUCCEEDED,
        0,
        1,
        Isolation.HARDENED,
        "done",
        List.of(),
        metrics,
        Map.of(),
        List.of());
  }

  private static String score(Lease lease) {
    long seed = Long.parseLong(lease.environment().get("LOOPGATE_SEED"));
    return "%.6f".formatted(new SplittableRandom(seed + lease.arm().hashCode()).nextGaussian());
  }

  @Override
  public void close() {
    connections.forEach(Thread::interrupt);
    connections.forEach(NoOpWorker::awaitEnd);
  }

  private static void awaitEnd(Thread connection) {
    try {
      connection.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
