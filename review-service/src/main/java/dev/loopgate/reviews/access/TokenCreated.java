package dev.loopgate.reviews.access;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a token says that somebody made: all but its signature, so that nobody can use it.
 *
 * @param tokenId {@code jti}
 * @param issuer who signed it
 * @param subject whom it is for
 * @param sponsor the person who answers for an agent; null for everybody else
 * @param roles as tokens spell them
 */
@Schema(name = "TokenCreated")
public record TokenCreated(
    String tokenId,
    String issuer,
    String subject,
    PrincipalKind kind,
    @Nullable String sponsor,
    List<String> roles,
    @Nullable Instant issuedAt,
    Instant expiresAt) {
  static final String TYPE = "token.created";

  public TokenCreated {
    roles = List.copyOf(roles);
  }

  static TokenCreated of(Principal principal, String tokenId, String issuer, Instant expiresAt) {
    return new TokenCreated(
        tokenId,
        issuer,
        principal.subject(),
        principal.kind(),
        principal.sponsor(),
        principal.roles().stream().map(Role::spelling).sorted().toList(),
        principal.issuedAt(),
        expiresAt);
  }
}
