package dev.loopgate.contracts.access;

/** The names of the JWT claims that say who acts. */
public final class Claims {
  /** A {@link PrincipalKind} by name. A token without it is refused. */
  public static final String KIND = "loopgate_kind";

  /** The subject of the person who answers for an agent; required when the kind is AGENT. */
  public static final String SPONSOR = "loopgate_sponsor";

  /** {@link Role#spelling()} of each role. */
  public static final String ROLES = "groups";

  /** RFC 8693 actor: a token that carries it is never a human action. */
  public static final String ACTOR = "act";

  /** The audience that every Loopgate service demands. */
  public static final String AUDIENCE = "loopgate";

  private Claims() {}
}
