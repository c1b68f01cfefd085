package dev.loopgate.ideas.turn;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives out the turn to write to a program. Git is written outside of transactions, where no row's
 * lock keeps two writers apart.
 */
@ApplicationScoped
public class Turns {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Map<String, Semaphore> lines = new ConcurrentHashMap<>();
  private final TurnStore store;

  @Inject
  Turns(TurnStore store) {
    this.store = store;
  }

  /**
   * Waits for the turn; who waits in this process gets it in order.
   *
   * @throws ProblemException 503 when others write for too long
   */
  public Turn take(String program) {
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("git must not be written in a transaction: " + program);
    }
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      return take(program, lines.computeIfAbsent(program, _ -> new Semaphore(1, true)), end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy(program);
    }
  }

  private Turn take(String program, Semaphore line, long end) throws InterruptedException {
    if (!line.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw busy(program);
    }
    boolean isTaken = false;
    try {
      Turn turn = new Turn(program, lock(program, end), store, line::release);
      isTaken = true;
      return turn;
    } finally {
      if (!isTaken) {
        line.release();
      }
    }
  }

  private int lock(String program, long end) throws InterruptedException {
    OptionalInt session = store.tryLock(program);
    while (session.isEmpty()) {
      if (System.nanoTime() > end) {
        throw busy(program);
      }
      Thread.sleep(LOOK_AGAIN);
      session = store.tryLock(program);
    }
    return session.getAsInt();
  }

  private static ProblemException busy(String program) {
    return new ProblemException(
        ProblemType.UNAVAILABLE,
        "Others write to the repository of %s, and its remote may be slow. Nothing was changed; try again later."
            .formatted(program));
  }
}
