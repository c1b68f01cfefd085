package dev.loopgate.contracts.access;

/** What a principal may be trusted with. Roles never turn an agent or a service into a person. */
public enum Role {
  RESEARCHER,
  REVIEWER,
  SAFETY,
  OPERATOR,
  AUDITOR,
  ADMIN,
  /** Takes leases and executes stages; held by worker services only. */
  WORKER,
  /** Follows feeds and fetches what effects need; held by the Loopgate services only. */
  PEER
}
