package dev.loopgate.contracts.experiments;

import java.time.Instant;

/**
 * {@code isolation.offered}: the strongest sandbox that a worker offers is another one than before.
 *
 * @param worker who registered when that was noticed
 * @param strongest of all workers that were there then
 */
public record IsolationOffered(String worker, Isolation strongest, Instant offeredAt)
    implements ExperimentEvent {
  public static final String TYPE = "isolation.offered";
}
