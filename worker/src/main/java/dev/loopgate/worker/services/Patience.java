package dev.loopgate.worker.services;

import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a call until the service answers. A service may be away for minutes while a stage goes
 * on; only an answer that will never change ends the patience.
 */
public final class Patience {
  private static final System.Logger LOG = System.getLogger(Patience.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Set<String> LEASE_LOST = Set.of("lease-expired", "run-token");
  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);

  private final Duration longestPause;
  private final BooleanSupplier pointless;

  /**
   * @param pointless becomes true when nobody waits for the answer any more
   */
  public Patience(Duration longestPause, BooleanSupplier pointless) {
    this.longestPause = longestPause;
    this.pointless = pointless;
  }

  /** One exchange with a service. */
  public interface Call<T extends @Nullable Object> {
    T run() throws InterruptedException;
  }

  /** One exchange whose answer is of no interest. */
  public interface Action {
    void run() throws InterruptedException;
  }

  public void untilDone(String what, Action action)
      throws InterruptedException, LeaseLostException {
    this.<@Nullable Object>untilAnswered(
        what,
        () -> {
          action.run();
          return null;
        });
  }

  /**
   * Repeats a call until it has an answer.
   *
   * @throws LeaseLostException when the service says that the lease or the run token is no more, or
   *     when the answer became pointless
   * @throws ProblemException when the service refuses for good
   */
  public <T extends @Nullable Object> T untilAnswered(String what, Call<T> call)
      throws InterruptedException, LeaseLostException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.run();
      } catch (UncheckedIOException e) {
        LOG.log(levelOf(pause), "{0}: {1}; trying on", what, e.getMessage());
      } catch (ProblemException e) {
        refuseForGood(e);
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}", what, e.getMessage());
      }
      if (pointless.getAsBoolean()) {
        throw new LeaseLostException("nobody waits for it any more: " + what);
      }
      Thread.sleep(jittered(pause));
      pause = longer(pause);
    }
  }

  /** Whether a problem says that the attempt is no longer this worker's. */
  public static boolean saysLeaseLost(Problem problem) {
    return LEASE_LOST.contains(problem.type().substring(problem.type().lastIndexOf('/') + 1));
  }

  private static void refuseForGood(ProblemException e) throws LeaseLostException {
    Problem problem = e.problem();
    if (saysLeaseLost(problem)) {
      throw new LeaseLostException(problem.detail());
    }
    if (problem.status() < 500 && !PASSING.contains(problem.status())) {
      throw e;
    }
  }

  /** An outage is worth one line when it starts, not one per try. */
  private static System.Logger.Level levelOf(Duration pause) {
    return pause.equals(FIRST_PAUSE) ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
  }

  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
  }
}
