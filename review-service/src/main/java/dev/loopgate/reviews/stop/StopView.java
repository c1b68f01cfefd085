package dev.loopgate.reviews.stop;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stop as the service shows it.
 *
 * @param key for example {@code stop-3}
 * @param scope the name of the program, or {@code *} for all
 * @param summary how it stands, in words: {@code stopping, 3 running}, or {@code stopped, proven at
 *     2026-11-26T12:00:01.9Z after 1.8 s}
 * @param running attempts not known to have ended; absent while nobody has counted them
 * @param provenAt when it was known that nothing runs any more
 * @param elapsedMillis from the request until then
 * @param ranAtStop attempts that ran when the stop arrived
 * @param expired of these, how many ended because their lease did
 * @param endsAt when it ends by itself unless a person freezes the same; absent when only people
 *     end it
 * @param resumption the key of the last review that asks people to end it
 */
public record StopView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String key,
    @Schema(required = true) Level level,
    @Schema(required = true) State state,
    @Nullable UUID programId,
    @Schema(required = true) String scope,
    @Schema(required = true) String summary,
    @Schema(required = true) String reason,
    @Schema(required = true) String stoppedBy,
    @Schema(required = true) PrincipalKind stoppedByKind,
    @Schema(required = true) Instant stoppedAt,
    @Nullable Integer running,
    @Nullable Instant provenAt,
    @Nullable Long elapsedMillis,
    @Nullable Integer ranAtStop,
    @Nullable Integer expired,
    @Nullable String resumption,
    @Nullable Instant resumedAt,
    @Nullable Instant endsAt) {

  /** Shows a stop. */
  public static StopView of(Stop stop) {
    StopProven proof = stop.proof();
    return new StopView(
        stop.id(),
        stop.key(),
        stop.level(),
        stop.state(),
        stop.programId(),
        stop.scope(),
        summary(stop),
        stop.reason(),
        stop.stoppedBy(),
        stop.stoppedByKind(),
        stop.stoppedAt(),
        stop.running(),
        proof == null ? null : proof.provenAt(),
        proof == null ? null : proof.elapsedMillis(),
        proof == null ? null : proof.running(),
        proof == null ? null : proof.expired(),
        stop.resumptions() == 0 ? null : stop.resumptionKey(stop.resumptions()),
        stop.resumedAt(),
        stop.endsAt());
  }

  private static String summary(Stop stop) {
    if (stop.isNotedOnly()) {
      return "noted for people; it stopped nothing";
    }
    return switch (stop.state()) {
      case FREEZING, KILLING ->
          stop.running() == null ? "stopping" : "stopping, %d running".formatted(stop.running());
      case FROZEN -> "stopped" + proof(stop.proof());
      case KILLED -> "killed" + proof(stop.proof());
      case RESUMED -> "resumed at " + stop.resumedAt();
    };
  }

  private static String proof(@Nullable StopProven proof) {
    return proof == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", proven at %s after %.1f s",
            proof.provenAt(),
            proof.elapsedMillis() / 1000.0);
  }
}
