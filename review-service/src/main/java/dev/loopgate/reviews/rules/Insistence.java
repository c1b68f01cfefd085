package dev.loopgate.reviews.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For how long a freeze by an agent holds. The first one holds until people resume. Whose agents
 * were overruled by people lately cannot stop the loop for good again: their next freeze holds for
 * a minute, in which a person can make it a lasting one, and not more than once in an hour.
 */
public final class Insistence {
  /** How long people's last word counts. */
  public static final Duration MEMORY = Duration.ofDays(7);

  /** How long a repeated freeze holds. */
  public static final Duration BRIEF = Duration.ofMinutes(1);

  /** How long after the last brief one the next may come. */
  public static final Duration APART = Duration.ofHours(1);

  private Insistence() {}

  /** For how long a freeze holds. */
  public enum Hold {
    /** Until people resume it. */
    LASTING,
    /** For {@link #BRIEF}. */
    BRIEF,
    /** It stops nothing. */
    NONE
  }

  /**
   * An earlier freeze by an agent of the same sponsor, of an overlapping scope.
   *
   * @param endsAt when it ended by itself; null when people had to end it
   * @param resumedAt when it ended; null when it is in force
   */
  public record Earlier(Instant stoppedAt, @Nullable Instant endsAt, @Nullable Instant resumedAt) {
    private boolean wasOverruled(Instant now) {
      return endsAt == null && resumedAt != null && resumedAt.plus(MEMORY).isAfter(now);
    }

    private boolean wasBrief(Instant now) {
      return endsAt != null && endsAt.isAfter(stoppedAt) && stoppedAt.plus(APART).isAfter(now);
    }
  }

  /** For how long the next one holds. */
  public static Hold next(List<Earlier> earlier, Instant now) {
    if (earlier.stream().noneMatch(one -> one.wasOverruled(now))) {
      return Hold.LASTING;
    }
    return earlier.stream().anyMatch(one -> one.wasBrief(now)) ? Hold.NONE : Hold.BRIEF;
  }
}
