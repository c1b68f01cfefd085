package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code silence.changed}: one agent changes nothing any more, in any service, or may again. It
 * reads as before.
 *
 * @param subject the agent
 * @param silencedBy the person
 * @param lift how it ended; absent while it is in force
 */
public record SilenceChanged(
    UUID silenceId,
    String subject,
    String silencedBy,
    String reason,
    Instant silencedAt,
    @Nullable Lift lift)
    implements ReviewEvent, MustUnderstand {
  public static final String TYPE = "silence.changed";

  /** Who ended it, and why. */
  public record Lift(String by, String reason, Instant at) {}
}
