package dev.loopgate.ideas.stop;

import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.stop.StopStore.Stop;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;

/**
 * Knows what is stopped. While a program is, it takes in no idea and moves to no other baseline and
 * no other rules: what was decided before and arrives now waits for the resumption.
 */
@ApplicationScoped
public class Stops {
  private final StopStore store;

  @Inject
  Stops(StopStore store) {
    this.store = store;
  }

  public boolean isStopped(UUID programId) {
    return store.inForce(programId).isPresent();
  }

  /**
   * Refuses what a stopped program does not take.
   *
   * @throws ProblemException 409, with the way out
   */
  public void requireRunning(UUID programId) {
    store
        .inForce(programId)
        .ifPresent(stop -> {
          throw new ProblemException(ProblemType.STOPPED, detail(stop));
        });
  }

  private static String detail(Stop stop) {
    String what = stop.scope().equals(StopChanged.ALL) ? "everything" : "program " + stop.scope();
    return "%s stopped %s at %s (%s: %s). Nothing is taken in until people resume it: POST /api/v1/stops/%s/resumption, or loopgate resume %s, asks them."
        .formatted(
            stop.key(),
            what,
            stop.stoppedAt(),
            stop.stoppedBy(),
            stop.reason(),
            stop.key(),
            stop.key());
  }

  /** A stop arrived, perhaps again. */
  @Transactional(TxType.MANDATORY)
  public void start(StopChanged stop) {
    store.insert(stop);
  }

  /** A stop has ended. */
  @Transactional(TxType.MANDATORY)
  public void end(StopChanged stop) {
    store.release(stop.stopId());
  }
}
