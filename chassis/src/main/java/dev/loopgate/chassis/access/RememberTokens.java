package dev.loopgate.chassis.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies a token of the local issuer once and remembers it. Revocations are not of its concern:
 * they are looked at with each request, whoever verified the token.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class RememberTokens extends JWTCallerPrincipalFactory {
  private static final int MOST = 10_000;

  private final JWTCallerPrincipalFactory verify = new DefaultJWTCallerPrincipalFactory();

  /** The clock of the library that verifies, which is the machine's. */
  private final VerifiedTokens<JWTAuthContextInfo, JWTCallerPrincipal> verified =
      new VerifiedTokens<>(Clock.systemUTC(), MOST);

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
    Optional<JWTCallerPrincipal> known = verified.find(rules, token);
    if (known.isPresent()) {
      return known.get();
    }
    JWTCallerPrincipal principal = verified(token, rules);
    Instant expiresAt = Instant.ofEpochSecond(principal.getExpirationTime());
    verified.remember(rules, token, principal, expiresAt);
    return principal;
  }

  /** A claim of a strange shape is a fault of the token, and none of the service. */
  private JWTCallerPrincipal verified(String token, JWTAuthContextInfo rules)
      throws ParseException {
    try {
      JWTCallerPrincipal principal = verify.parse(token, rules);
      principal.getGroups();
      return principal;
    } catch (RuntimeException e) {
      throw new ParseException("a claim of the token has a strange shape", e);
    }
  }
}
