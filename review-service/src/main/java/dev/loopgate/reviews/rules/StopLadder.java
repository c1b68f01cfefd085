package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import java.util.Collection;
import java.util.Set;

/** The stop ladder: who may climb it, and which rung follows which. */
public final class StopLadder {
  private static final Set<Role> MAY_KILL = Set.of(Role.OPERATOR, Role.SAFETY, Role.ADMIN);

  private StopLadder() {}

  /**
   * Anybody may freeze, because whoever sees something wrong need not be sure. A kill loses work,
   * so a person answers for it.
   */
  public static boolean mayStop(Level level, PrincipalKind kind, Collection<Role> roles) {
    return switch (level) {
      case FREEZE -> true;
      case KILL -> kind == PrincipalKind.HUMAN && roles.stream().anyMatch(MAY_KILL::contains);
    };
  }

  /** Whether a stop that is in force is already all that is asked for. */
  public static boolean answers(Level inForce, Level asked) {
    return inForce.compareTo(asked) >= 0;
  }

  /** The state of a stop that was just asked for. */
  public static State first(Level level) {
    return switch (level) {
      case FREEZE -> State.FREEZING;
      case KILL -> State.KILLING;
    };
  }

  /** The state once nothing runs any more; the same when that was known or matters no longer. */
  public static State proven(State state) {
    return switch (state) {
      case FREEZING -> State.FROZEN;
      case KILLING -> State.KILLED;
      case FROZEN, KILLED, RESUMED -> state;
    };
  }
}
