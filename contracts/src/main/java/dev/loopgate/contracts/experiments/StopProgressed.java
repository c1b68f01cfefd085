package dev.loopgate.contracts.experiments;

import java.time.Instant;
import java.util.UUID;

/**
 * {@code stop.progressed}: a stop has arrived where work runs, or one more attempt has ended for
 * it.
 *
 * @param running attempts that nobody knows to have ended yet
 */
public record StopProgressed(UUID stopId, int running, Instant at) implements ExperimentEvent {
  public static final String TYPE = "stop.progressed";
}
