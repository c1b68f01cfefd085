package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.text.Plain;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Principal} out of a verified token, and refuses tokens that leave it open. */
final class TokenPrincipal {
  private static final int LONGEST_NAME = 255;

  private TokenPrincipal() {}

  static Principal from(JsonWebToken token) {
    ClaimsOf claims = new ClaimsOf(token);
    String subject = claims.text("sub");
    PrincipalKind kind = kind(claims.text(Claims.KIND));
    if (subject == null || subject.isBlank() || kind == null) {
      throw new AuthenticationFailedException("the token names no subject or no kind of principal");
    }
    requirePlain(subject);
    return switch (kind) {
      case HUMAN ->
          isHeldBySomebodyElse(claims)
              ? principal(subject, PrincipalKind.AGENT, subject, claims)
              : principal(subject, kind, null, claims);
      case AGENT -> principal(subject, kind, sponsor(subject, claims), claims);
      case SERVICE -> service(subject, claims);
    };
  }

  /**
   * Somebody acts with it, or it was made to be handed on: whoever else is named as audience holds
   * it too.
   */
  private static boolean isHeldBySomebodyElse(ClaimsOf claims) {
    return claims.has(Claims.ACTOR)
        || claims.texts("aud").stream().anyMatch(audience -> !audience.equals(Claims.AUDIENCE));
  }

  private static String sponsor(String agent, ClaimsOf claims) {
    String sponsor = claims.text(Claims.SPONSOR);
    if (sponsor == null || sponsor.isBlank()) {
      throw new AuthenticationFailedException("the token of agent " + agent + " names no sponsor");
    }
    requirePlain(sponsor);
    return sponsor;
  }

  /** Whoever is in the log must be told from everybody else who reads it. */
  private static void requirePlain(String name) {
    if (name.length() > LONGEST_NAME || !name.matches(Plain.TEXT)) {
      throw new AuthenticationFailedException(
          "the token names somebody with control characters or more than %d characters"
              .formatted(LONGEST_NAME));
    }
  }

  /** What a service may do rests on nobody else holding its token. */
  private static Principal service(String subject, ClaimsOf claims) {
    if (claims.has(Claims.ACTOR)) {
      throw new AuthenticationFailedException("nobody acts for service " + subject);
    }
    return principal(subject, PrincipalKind.SERVICE, null, claims);
  }

  private static Principal principal(
      String subject, PrincipalKind kind, @Nullable String sponsor, ClaimsOf claims) {
    return new Principal(
        subject,
        kind,
        sponsor,
        roles(claims.texts(Claims.ROLES)),
        claims.instant("iat"),
        claims.instant("auth_time"),
        claims.text("acr"),
        claims.texts("amr"),
        claims.text("jti"));
  }

  private static @Nullable PrincipalKind kind(@Nullable String name) {
    return Arrays.stream(PrincipalKind.values())
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Set<Role> roles(Set<String> groups) {
    return groups.stream()
        .map(Role::spelt)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
