package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as its verified token says.
 *
 * @param subject stable id of the principal
 * @param sponsor the person who answers for an agent; null for people and services
 * @param issuedAt when the token was made
 * @param authenticatedAt when the principal last proved who it is; what step-up looks at
 * @param acr the class of that proof, in the provider's words
 * @param amr the methods of that proof (RFC 8176), for example {@code otp}
 * @param tokenId {@code jti}: which token it was
 */
public record Principal(
    String subject,
    PrincipalKind kind,
    @Nullable String sponsor,
    Set<Role> roles,
    @Nullable Instant issuedAt,
    @Nullable Instant authenticatedAt,
    @Nullable String acr,
    Set<String> amr,
    @Nullable String tokenId) {
  public Principal {
    roles = Set.copyOf(roles);
    amr = Set.copyOf(amr);
    if (subject.isBlank()) {
      throw new IllegalArgumentException("a principal needs a subject");
    }
    if (kind == PrincipalKind.AGENT && (sponsor == null || sponsor.isBlank())) {
      throw new IllegalArgumentException("agent " + subject + " needs a sponsor");
    }
  }

  /** A principal of whose proof nothing is known. */
  public Principal(String subject, PrincipalKind kind, @Nullable String sponsor, Set<Role> roles) {
    this(subject, kind, sponsor, roles, null, null, null, Set.of(), null);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
