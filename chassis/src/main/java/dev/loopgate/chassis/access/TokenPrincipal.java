package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.access.Subjects;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Principal} out of a verified token, and refuses tokens that leave it open. */
final class TokenPrincipal {
  private static final int LONGEST_NAME = 255;

  /** No control and format characters, no halves of characters, nothing without a meaning. */
  private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}]*");

  private TokenPrincipal() {}

  static Principal from(JsonWebToken token) {
    ClaimsOf claims = new ClaimsOf(token);
    String subject = name(claims.text("sub"));
    PrincipalKind kind = kind(claims.text(Claims.KIND));
    if (subject.isEmpty() || kind == null) {
      throw new AuthenticationFailedException("the token names no subject or no kind of principal");
    }
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
    String sponsor = name(claims.text(Claims.SPONSOR));
    if (sponsor.isEmpty()) {
      throw new AuthenticationFailedException("the token of agent " + agent + " names no sponsor");
    }
    return sponsor;
  }

  /** In the form in which people are compared: whoever is in the log is one and the same. */
  private static String name(@Nullable String spelt) {
    String name = spelt == null ? "" : Subjects.canonical(spelt);
    if (name.length() > LONGEST_NAME || !VISIBLE.matcher(name).matches()) {
      throw new AuthenticationFailedException(
          "the token names somebody with characters that nobody sees, or more than %d characters"
              .formatted(LONGEST_NAME));
    }
    return name;
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
