package dev.loopgate.testkit;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Signed tokens of every kind, good and bad. */
public final class TestTokens {
  private static final KeyPair KEYS = newKeyPair();
  private static final String ISSUER = "loopgate-local";

  private TestTokens() {}

  /** The public key as one line of base64, for {@code mp.jwt.verify.publickey}. */
  public static String publicKey() {
    return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
  }

  public static String human(String subject, Role... roles) {
    return sign(claims(subject, PrincipalKind.HUMAN, roles));
  }

  public static String agent(String subject, String sponsor, Role... roles) {
    return sign(claims(subject, PrincipalKind.AGENT, roles).claim(Claims.SPONSOR, sponsor));
  }

  public static String service(String subject, Role... roles) {
    return sign(claims(subject, PrincipalKind.SERVICE, roles));
  }

  /** A person's token that somebody else acts with. */
  public static String humanThroughActor(String subject, String actor, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles).claim(Claims.ACTOR, Map.of("sub", actor)));
  }

  public static String expired(String subject, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles)
            .issuedAt(Instant.now().minus(Duration.ofHours(2)))
            .expiresAt(Instant.now().minus(Duration.ofHours(1))));
  }

  public static String forAudience(String audience, String subject, Role... roles) {
    return sign(claims(subject, PrincipalKind.HUMAN, roles).audience(audience));
  }

  public static String fromIssuer(String issuer, String subject, Role... roles) {
    return sign(claims(subject, PrincipalKind.HUMAN, roles).issuer(issuer));
  }

  /** Says all the right things and is signed by nobody. */
  public static String unsigned(String subject, Role... roles) {
    String[] parts = human(subject, roles).split("\\.");
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + parts[1] + ".";
  }

  private static JwtClaimsBuilder claims(String subject, PrincipalKind kind, Role... roles) {
    Set<String> groups = Arrays.stream(roles).map(Role::spelling).collect(Collectors.toSet());
    return Jwt.claims()
        .issuer(ISSUER)
        .audience(Claims.AUDIENCE)
        .subject(subject)
        .groups(groups)
        .claim(Claims.KIND, kind.name())
        .issuedAt(Instant.now())
        .expiresAt(Instant.now().plus(Duration.ofHours(1)));
  }

  private static String sign(JwtClaimsBuilder claims) {
    return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(KEYS.getPrivate());
  }

  private static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has secp256r1", e);
    }
  }
}
