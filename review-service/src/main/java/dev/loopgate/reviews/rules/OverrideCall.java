package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * One person's word that vetoes shall not stand. It takes several people, and it covers the vetoes
 * that stood when it was said and no later one.
 *
 * @param vetoes ids of the votes
 */
public record OverrideCall(
    String person,
    Set<Role> roles,
    Set<UUID> vetoes,
    String dossierDigest,
    String reason,
    Instant calledAt) {
  public OverrideCall {
    roles = Set.copyOf(roles);
    vetoes = Set.copyOf(vetoes);
  }
}
