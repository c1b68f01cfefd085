package dev.loopgate.contracts.experiments;

import dev.loopgate.contracts.feed.MustUnderstand;

/**
 * {@code experiment.registered}: the plan is frozen; runs wait until the log has it.
 *
 * @param digest {@code sha256:<hex>} of the canonical JSON of {@code registration}
 */
public record ExperimentRegistered(Registration registration, String digest)
    implements ExperimentEvent, MustUnderstand {
  public static final String TYPE = "experiment.registered";
}
