package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as its verified token says.
 *
 * @param subject stable id of the principal
 * @param sponsor the person who answers for an agent; null for people and services
 */
public record Principal(
    String subject, PrincipalKind kind, @Nullable String sponsor, Set<Role> roles) {
  public Principal {
    roles = Set.copyOf(roles);
    if (subject.isBlank()) {
      throw new IllegalArgumentException("a principal needs a subject");
    }
    if (kind == PrincipalKind.AGENT && (sponsor == null || sponsor.isBlank())) {
      throw new IllegalArgumentException("agent " + subject + " needs a sponsor");
    }
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
