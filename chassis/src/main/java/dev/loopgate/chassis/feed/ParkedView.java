package dev.loopgate.chassis.feed;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event that is set aside, as operators see it. Its data is left out, because some of it is for
 * few eyes; the feed has it.
 *
 * @param feed of the peer that told it
 * @param eventId its position there
 * @param programId whose later events wait behind it; absent when it is about no single program
 * @param cause why it is set aside
 * @param reason the same in words
 * @param tries how often it was tried to apply it
 * @param nextTryAt when it is tried again at the latest, if it is the first of its program
 * @param mustBeUnderstood whether nobody may pass over it
 */
@Schema(name = "ParkedEvent")
public record ParkedView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String feed,
    @Schema(required = true) String eventId,
    @Schema(required = true) String type,
    @Schema(required = true) String subject,
    @Nullable UUID programId,
    @Schema(required = true) ParkingCause cause,
    @Schema(required = true) String reason,
    @Schema(required = true) int tries,
    @Schema(required = true) Instant parkedAt,
    @Schema(required = true) Instant nextTryAt,
    @Schema(required = true) boolean mustBeUnderstood) {

  static ParkedView from(ParkedEvent parked) {
    CloudEvent event = parked.event();
    return new ParkedView(
        parked.id(),
        parked.feed(),
        event.id(),
        event.type(),
        event.subject(),
        event.programid(),
        parked.fault().cause(),
        parked.fault().reason(),
        parked.tries(),
        parked.parkedAt(),
        parked.nextTryAt(),
        parked.mustBeUnderstood());
  }
}
