package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.PrincipalKind;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses tokens that live too long: nobody can take one back before it expires. */
@ApplicationScoped
public class TokenLifetimes {
  private final TokenConfig config;

  @Inject
  TokenLifetimes(TokenConfig config) {
    this.config = config;
  }

  void require(JsonWebToken token, PrincipalKind kind) {
    require(token, kind == PrincipalKind.SERVICE ? config.longestOfServices() : config.longest());
  }

  static void require(JsonWebToken token, Duration longest) {
    ClaimsOf claims = new ClaimsOf(token);
    Instant made = claims.instant("iat");
    Instant expires = claims.instant("exp");
    if (made == null || expires == null || expires.isAfter(made.plus(longest))) {
      throw new AuthenticationFailedException(
          "the token must say that it lives for at most " + longest);
    }
  }
}
