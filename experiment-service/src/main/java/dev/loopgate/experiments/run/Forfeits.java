package dev.loopgate.experiments.run;

import dev.loopgate.experiments.stop.StopCame;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whoever stops what they answer for loses the pairs that had begun and not ended: their candidate
 * has failed, whatever it had done. Otherwise a stop would be a way to draw again, for those who
 * can see how a pair goes.
 */
@Singleton
class Forfeits {
  private final ForfeitStore store;
  private final RunStore runs;
  private final AttemptStore attempts;
  private final Event<RunEnded> ended;
  private final Clock clock;

  @Inject
  Forfeits(
      ForfeitStore store,
      RunStore runs,
      AttemptStore attempts,
      Event<RunEnded> ended,
      Clock clock) {
    this.store = store;
    this.runs = runs;
    this.attempts = attempts;
    this.ended = ended;
    this.clock = clock;
  }

  void stopCame(@Observes StopCame stop) {
    giveUp(stop.experiments());
  }

  /** Those of experiments that the caller holds, for stops that have not come to them yet. */
  void giveUp(List<UUID> experiments) {
    store.find(experiments).forEach(this::giveUp);
  }

  private void giveUp(Forfeit forfeit) {
    Instant now = clock.instant();
    attempts.cancel(forfeit.experiment(), forfeit.run(), now);
    runs.forfeit(forfeit.run(), forfeit.reason(), now)
        .ifPresent(isPairEnded ->
            ended.fire(new RunEnded(forfeit.experiment(), forfeit.run(), isPairEnded, null)));
  }
}
