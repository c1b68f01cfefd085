package dev.loopgate.ideas.stop;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.stop.StopStore.Stop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
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

  /**
   * A stop has ended. Answers the decisions that waited for it, in the order in which they came.
   */
  @Transactional(TxType.MANDATORY)
  public List<DecisionMade> end(StopChanged stop) {
    store.release(stop.stopId());
    return store.takeFree();
  }

  /** Whether a decision would change what is stopped. A refusal changes nothing and never waits. */
  public boolean mustWait(DecisionMade decision) {
    UUID program = decision.programId();
    return switch (decision.outcome()) {
      case ADOPT, ROLL_BACK, CHANGE_RULES -> program != null && isStopped(program);
      case REJECT, CLEAR, RESUME -> false;
    };
  }

  /** Keeps a decision until nothing stops its program any more. */
  @Transactional(TxType.MANDATORY)
  public void hold(UUID programId, DecisionMade decision) {
    store.hold(programId, decision);
  }
}
