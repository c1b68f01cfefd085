package dev.loopgate.contracts.access;

/** What a principal is. Only a {@link #HUMAN} can vote, whatever roles a token carries. */
public enum PrincipalKind {
  HUMAN,
  AGENT,
  SERVICE
}
