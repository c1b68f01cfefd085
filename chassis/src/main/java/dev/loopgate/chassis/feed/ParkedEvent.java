package dev.loopgate.chassis.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that is set aside.
 *
 * @param number gives the order within its feed and program
 * @param feed of the peer that told it
 * @param tries how often it was tried to apply it
 */
record ParkedEvent(
    UUID id,
    long number,
    String feed,
    CloudEvent event,
    Fault fault,
    int tries,
    Instant parkedAt,
    Instant nextTryAt) {

  /** Whether nobody passes over it: a decision, a registration, a stop, or one that says so. */
  boolean mustBeUnderstood() {
    return Boolean.TRUE.equals(event.mustunderstand()) || Vocabulary.mustBeUnderstood(event.type());
  }
}
