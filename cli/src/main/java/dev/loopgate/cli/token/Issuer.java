package dev.loopgate.cli.token;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The small issuer of one machine: signs who somebody is with the machine's own key, as a JWT with
 * ES256 (RFC 7515, RFC 7518 section 3.4).
 */
public final class Issuer {
  private static final String NAME = "loopgate-local";
  private static final Map<String, String> HEADER = Map.of("alg", "ES256", "typ", "JWT");

  private final PrivateKey key;

  public Issuer(PrivateKey key) {
    this.key = key;
  }

  /**
   * A signed token.
   *
   * @param sponsor the person who answers for an agent; null for everybody else
   */
  public String token(
      String subject,
      PrincipalKind kind,
      Collection<Role> roles,
      @Nullable String sponsor,
      Instant now,
      Duration ttl) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", NAME);
    claims.put("aud", Claims.AUDIENCE);
    claims.put("sub", subject);
    claims.put(Claims.KIND, kind.name());
    claims.put(Claims.ROLES, names(roles));
    if (sponsor != null) {
      claims.put(Claims.SPONSOR, sponsor);
    }
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(ttl).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return sign(part(Json.utf8(Json.write(HEADER))) + "." + part(Json.utf8(Json.write(claims))));
  }

  private static List<String> names(Collection<Role> roles) {
    return roles.stream().map(Role::spelling).distinct().toList();
  }

  private String sign(String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + part(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the issuer key cannot sign: " + e.getMessage(), e);
    }
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
