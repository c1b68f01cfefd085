package dev.loopgate.reviews.stop;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stop, of one program or of all.
 *
 * @param number counts all stops from 1
 * @param programId null when everything stops
 * @param scope the name of the program, or {@code *}
 * @param sponsor who answers for the agent that asked for it; null for people and services
 * @param running attempts not known to have ended; null while nobody has counted them
 * @param proof null while it is not proven that nothing runs
 * @param resumptions how often people were asked to end it
 * @param endsAt when it ends by itself; null when only people end it
 */
public record Stop(
    UUID id,
    int number,
    Level level,
    State state,
    @Nullable UUID programId,
    String scope,
    String reason,
    String stoppedBy,
    PrincipalKind stoppedByKind,
    @Nullable String sponsor,
    Instant stoppedAt,
    @Nullable Integer running,
    @Nullable StopProven proof,
    int resumptions,
    @Nullable Instant resumedAt,
    @Nullable Instant endsAt) {

  /** Whether it was written down for people and stops nothing. */
  boolean isNotedOnly() {
    return stoppedAt.equals(endsAt);
  }

  /** What people call it. */
  public String key() {
    return "stop-" + number;
  }

  /** The key of the n-th review that asks people to end it, from 1. */
  public String resumptionKey(int n) {
    return n == 1 ? key() + "-resume" : "%s-resume-%d".formatted(key(), n);
  }

  /** What is stopped, in words. */
  public String what() {
    return programId == null ? "everything" : "program " + scope;
  }

  /** What the log says about a freeze that people had overruled before. */
  record Insisted(
      UUID id, String key, String scope, String by, Instant stoppedAt, @Nullable Instant endsAt) {}

  Insisted insisted() {
    return new Insisted(id, key(), scope, stoppedBy, stoppedAt, endsAt);
  }

  StopChanged told(State now, Instant changedAt) {
    return new StopChanged(
        id,
        key(),
        level,
        now,
        programId,
        scope,
        stoppedBy,
        stoppedByKind,
        sponsor,
        reason,
        stoppedAt,
        changedAt);
  }
}
