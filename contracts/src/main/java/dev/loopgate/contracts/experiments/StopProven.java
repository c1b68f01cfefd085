package dev.loopgate.contracts.experiments;

import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code stop.proven}: of all that ran when a stop arrived, nothing runs any more.
 *
 * @param running attempts that ran when the stop arrived: the sum of the next two
 * @param reported of these, how many a worker reported as ended, which it does when no process of
 *     the attempt is left
 * @param expired of these, how many ended because their lease did: their worker has not been heard
 *     of, and ends by itself whatever it cannot keep the lease of
 * @param stoppedAt when the stop was asked for
 * @param elapsedMillis from then until this was proven
 */
public record StopProven(
    UUID stopId,
    int running,
    int reported,
    int expired,
    Instant stoppedAt,
    Instant provenAt,
    long elapsedMillis)
    implements ExperimentEvent, MustUnderstand {
  public static final String TYPE = "stop.proven";
}
