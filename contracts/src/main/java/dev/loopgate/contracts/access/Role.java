package dev.loopgate.contracts.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a principal may be trusted with. Roles never turn an agent or a service into a person. */
public enum Role {
  RESEARCHER,
  REVIEWER,
  SAFETY,
  OPERATOR,
  AUDITOR,
  ADMIN,
  /** Decides in an emergency together with a second person; never alone and never for long. */
  BREAK_GLASS,
  /** Takes leases and executes stages; held by worker services only. */
  WORKER,
  /** Follows feeds and fetches what effects need; held by the Loopgate services only. */
  PEER;

  /** As tokens, policies and people write it: lower case, words joined by a hyphen. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role that is spelt exactly so; empty for everything else. */
  public static Optional<Role> spelt(String text) {
    return Arrays.stream(values()).filter(role -> role.spelling().equals(text)).findFirst();
  }
}
