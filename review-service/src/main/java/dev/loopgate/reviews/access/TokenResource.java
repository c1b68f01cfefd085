package dev.loopgate.reviews.access;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.subject.SponsorStore;
import dev.loopgate.wire.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where whoever makes a token says so before handing it out. The request carries the token itself,
 * so what is recorded is what a verified signature says, and not what somebody claims to have made.
 */
@Path("/log/tokens")
@Tag(name = "log")
public class TokenResource {
  private static final int LONGEST_TEXT = 200;

  private final SecurityIdentity identity;
  private final CurrentPrincipal current;
  private final TokenStore tokens;
  private final SponsorStore sponsors;
  private final LogStore record;

  @Inject
  public TokenResource(
      SecurityIdentity identity,
      CurrentPrincipal current,
      TokenStore tokens,
      SponsorStore sponsors,
      LogStore record) {
    this.identity = identity;
    this.current = current;
    this.tokens = tokens;
    this.sponsors = sponsors;
    this.record = record;
  }

  @POST
  @RunOnVirtualThread
  @Transactional
  @Operation(
      operationId = "announceToken",
      summary = "Record that this request's own token was made",
      description = "Announcing the same token again changes nothing.")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER, Role.WORKER})
  public TokenCreated announce() {
    TokenCreated created = created(current.get());
    if (created.sponsor() != null) {
      sponsors.add(created.subject(), created.sponsor());
    }
    if (tokens.tryAdd(created)) {
      record.append(TokenCreated.TYPE, created);
    }
    return created;
  }

  private TokenCreated created(Principal principal) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new IllegalStateException("a principal without a token was let in");
    }
    String tokenId = principal.tokenId();
    if (tokenId == null || tokenId.isBlank() || tokenId.length() > LONGEST_TEXT) {
      throw ProblemException.invalid(
          "jti", "A token that is announced needs a jti of 1 to 200 characters.");
    }
    return TokenCreated.of(
        principal, tokenId, token.getIssuer(), Instant.ofEpochSecond(token.getExpirationTime()));
  }
}
