package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code registration.logged}: the record holds the registration; now its first run may start.
 *
 * @param registrationDigest what was logged; it must equal what was registered
 * @param recordIndex position in the append-only record, from 0
 */
public record RegistrationLogged(
    UUID experimentId, String registrationDigest, long recordIndex, Instant loggedAt)
    implements ReviewEvent, MustUnderstand {
  public static final String TYPE = "registration.logged";
}
