package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.feed.MustUnderstand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code stop.changed}: the loop, or one program of it, is being stopped, has stopped, or goes on.
 * What a stop forbids, it forbids in every state but RESUMED.
 *
 * @param key how people call it, for example {@code stop-3}
 * @param programId absent when everything stops
 * @param scope the name of the program, or {@code *}
 * @param stoppedBy who asked for it: a person, an agent or a service
 * @param sponsor who answers for the agent that asked for it; absent for people and services, and
 *     in what was told before this was
 * @param stoppedAt when it was asked for; a KILL revokes what agents' tokens were issued until then
 */
public record StopChanged(
    UUID stopId,
    String key,
    Level level,
    State state,
    @Nullable UUID programId,
    String scope,
    String stoppedBy,
    PrincipalKind stoppedByKind,
    @Nullable String sponsor,
    String reason,
    Instant stoppedAt,
    Instant changedAt)
    implements ReviewEvent, MustUnderstand {
  public static final String TYPE = "stop.changed";

  /** The scope that stands for all programs. */
  public static final String ALL = "*";

  /** How hard a stop is. */
  public enum Level {
    /** Nothing runs and nothing is decided; what waits goes on after the resumption. */
    FREEZE,
    /** Also discards what waits and revokes the tokens of agents. */
    KILL
  }

  /** Where a stop stands. */
  public enum State {
    /** Asked for; processes may still be running. */
    FREEZING,
    /** No process runs any more, and that is proven. */
    FROZEN,
    /** Asked for; processes may still be running. */
    KILLING,
    /** No process runs any more, and that is proven. */
    KILLED,
    /** People decided that it goes on. */
    RESUMED;

    public boolean isInForce() {
      return this != RESUMED;
    }
  }
}
