package dev.loopgate.retrospect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What somebody could have spent on pairs instead.
 *
 * @param run how long one run takes; null when nobody says; then as the log says
 * @param slots runs at once
 * @param hours wall-clock time for pairs; null for as long as the run took on one slot
 */
public record Pace(@Nullable Duration run, int slots, @Nullable Duration hours) {
  public Pace {
    if (slots < 1) {
      throw new IllegalArgumentException("at least one slot, not " + slots);
    }
  }
}
