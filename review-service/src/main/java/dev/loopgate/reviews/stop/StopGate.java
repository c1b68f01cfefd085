package dev.loopgate.reviews.stop;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every decision passes before it is sealed: a freeze either comes first and the decision does
 * not happen, or it waits until the decision is made. A review about the end of a stop always
 * passes, for nothing else ends one.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class StopGate {
  private final StopStore store;

  @Inject
  StopGate(StopStore store) {
    this.store = store;
  }

  /**
   * The stop that forbids a decision. What it answers holds until this transaction ends. Call it
   * before anything else is written.
   *
   * @param programId null when the question is about all programs
   */
  public Optional<Stop> closedFor(ReviewKind kind, @Nullable UUID programId) {
    if (kind == ReviewKind.RESUME) {
      store.lockGate();
      return Optional.empty();
    }
    store.shareGate();
    return store.inForceFor(programId).stream().findFirst();
  }

  /**
   * Refuses what a stop forbids.
   *
   * @throws ProblemException 409, with the way out
   */
  public void requireOpen(ReviewKind kind, @Nullable UUID programId, String review) {
    closedFor(kind, programId)
        .ifPresent(stop -> {
          throw new ProblemException(
              ProblemType.STOPPED,
              "%s stopped %s at %s (%s: %s). Nothing is decided about %s until people resume it: POST /api/v1/stops/%s/resumption asks them."
                  .formatted(
                      stop.key(),
                      stop.what(),
                      stop.stoppedAt(),
                      stop.stoppedBy(),
                      stop.reason(),
                      review,
                      stop.key()));
        });
  }
}
