package dev.loopgate.contracts.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code event.passed-over}: a person decided that a service goes on without an event that it could
 * not apply.
 *
 * @param service the feed of the service that goes on without it
 * @param feed where the event was told
 * @param eventId its position there
 * @param type what it said it was
 * @param subject what it was about
 * @param programId the program that it was about; absent when it was about no single one
 * @param cause why it could not be applied, for example {@code UNREADABLE}
 * @param reason the person's own words
 */
public record EventPassedOver(
    String service,
    String feed,
    String eventId,
    String type,
    String subject,
    @Nullable UUID programId,
    String cause,
    String reason,
    String passedOverBy,
    Instant passedOverAt)
    implements FeedEvent {
  public static final String TYPE = "event.passed-over";
}
