package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Principal} out of a verified token, and refuses tokens that leave it open. */
final class TokenPrincipal {
  private TokenPrincipal() {}

  static Principal from(JsonWebToken token) {
    String subject = token.getSubject();
    PrincipalKind kind = kind(token.getClaim(Claims.KIND));
    if (subject == null || subject.isBlank() || kind == null) {
      throw new AuthenticationFailedException("the token names no subject or no kind of principal");
    }
    Set<Role> roles = roles(token.getGroups());
    if (token.containsClaim(Claims.ACTOR) && kind == PrincipalKind.HUMAN) {
      return new Principal(subject, PrincipalKind.AGENT, subject, roles);
    }
    if (kind != PrincipalKind.AGENT) {
      return new Principal(subject, kind, null, roles);
    }
    String sponsor = text(token.getClaim(Claims.SPONSOR));
    if (sponsor == null || sponsor.isBlank()) {
      throw new AuthenticationFailedException(
          "the token of agent " + subject + " names no sponsor");
    }
    return new Principal(subject, kind, sponsor, roles);
  }

  private static @Nullable PrincipalKind kind(@Nullable Object claim) {
    String name = text(claim);
    return Arrays.stream(PrincipalKind.values())
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(@Nullable Object claim) {
    return claim == null ? null : claim.toString();
  }

  private static Set<Role> roles(@Nullable Set<String> groups) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (groups == null) {
      return roles;
    }
    for (Role role : Role.values()) {
      if (groups.contains(role.name().toLowerCase(Locale.ROOT))) {
        roles.add(role);
      }
    }
    return roles;
  }
}
