package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.work.Completion.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process of a stage ended.
 *
 * @param exitCode null when the worker ended it
 * @param strays processes that were still there afterwards, and were ended
 */
public record StageEnd(
    Outcome outcome, @Nullable Integer exitCode, Duration duration, String detail, int strays) {
  /** The same without an end that somebody saw. */
  StageEnd lost(String why) {
    return new StageEnd(Outcome.LOST, null, duration, why, strays);
  }
}
