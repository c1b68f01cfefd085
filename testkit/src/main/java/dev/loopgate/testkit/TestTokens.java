package dev.loopgate.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.json.Json;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

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

  /** An agent's token that was made some time ago. */
  public static String agentSince(Instant issuedAt, String subject, String sponsor, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.AGENT, roles)
            .claim(Claims.SPONSOR, sponsor)
            .issuedAt(issuedAt));
  }

  public static String service(String subject, Role... roles) {
    return sign(claims(subject, PrincipalKind.SERVICE, roles));
  }

  /** Says how and when the person proved who they are. */
  public static String humanLoggedIn(String subject, String acr, Instant at, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles)
            .claim("acr", acr)
            .claim("auth_time", at.getEpochSecond()));
  }

  /** A person's token that somebody else acts with. */
  public static String humanThroughActor(String subject, String actor, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles).claim(Claims.ACTOR, Map.of("sub", actor)));
  }

  /** A person's token that somebody else may take as well. */
  public static String humanForTwoAudiences(String subject, String other, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles).audience(Set.of(Claims.AUDIENCE, other)));
  }

  public static String serviceThroughActor(String subject, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.SERVICE, roles).claim(Claims.ACTOR, Map.of("sub", "robot")));
  }

  /** A token whose kind is any text, or not there at all. */
  public static String ofKind(@Nullable String kind, String subject, Role... roles) {
    JwtClaimsBuilder claims = claims(subject, PrincipalKind.HUMAN, roles);
    return sign(kind == null ? claims.remove(Claims.KIND) : claims.claim(Claims.KIND, kind));
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

  public static String notYetValid(String subject, Role... roles) {
    return sign(
        claims(subject, PrincipalKind.HUMAN, roles)
            .claim("nbf", Instant.now().plus(Duration.ofMinutes(30)).getEpochSecond()));
  }

  /** Never expires. */
  public static String endless(String subject, Role... roles) {
    return withClaims(subject, claims -> claims.remove("exp"), roles);
  }

  /** Expires when nobody remembers it. */
  public static String forAThousandYears(String subject, Role... roles) {
    Instant end = Instant.now().plus(Duration.ofDays(365_000));
    return sign(claims(subject, PrincipalKind.HUMAN, roles).expiresAt(end));
  }

  /** Its groups are no list. */
  public static String withGroupsAsObject(String subject) {
    return withClaims(subject, claims -> claims.putObject(Claims.ROLES).put("admin", true));
  }

  public static String signedByAnotherKey(String subject, Role... roles) {
    String[] parts = human(subject, roles).split("\\.");
    return signedBy(newKeyPair(), parts[0] + "." + parts[1]);
  }

  /** Carries the key that it is to be verified with in its header. */
  public static String withItsOwnKey(String subject, Role... roles) {
    KeyPair keys = newKeyPair();
    ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
    String header =
        Json.write(
            Map.of(
                "alg",
                "ES256",
                "jwk",
                Map.of(
                    "kty",
                    "EC",
                    "crv",
                    "P-256",
                    "x",
                    coordinate(point.getAffineX()),
                    "y",
                    coordinate(point.getAffineY()))));
    return signedBy(keys, encoded(header) + "." + human(subject, roles).split("\\.")[1]);
  }

  /** The classic confusion: the public key, which everybody has, taken for a shared secret. */
  public static String signedWithThePublicKey(String subject, Role... roles) {
    String content =
        encoded(Json.write(Map.of("alg", "HS256"))) + "." + human(subject, roles).split("\\.")[1];
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEYS.getPublic().getEncoded(), "HmacSHA256"));
      return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Signed for a person without roles, and given some afterwards. */
  public static String tampered(String subject, Role... roles) {
    String[] signed = human(subject).split("\\.");
    return signed[0] + "." + human(subject, roles).split("\\.")[1] + "." + signed[2];
  }

  /** Says all the right things and is signed by nobody. */
  public static String unsigned(String subject, Role... roles) {
    String[] parts = human(subject, roles).split("\\.");
    String header = encoded("{\"alg\":\"none\"}");
    return header + "." + parts[1] + ".";
  }

  private static String withClaims(String subject, Consumer<ObjectNode> change, Role... roles) {
    String[] parts = human(subject, roles).split("\\.");
    ObjectNode claims = Json.read(decoded(parts[1]), ObjectNode.class);
    change.accept(claims);
    return signedBy(KEYS, parts[0] + "." + encoded(Json.write(claims)));
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

  private static String signedBy(KeyPair keys, String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has ES256", e);
    }
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[32];
    for (int i = 1; i <= Math.min(32, bytes.length); i++) {
      padded[32 - i] = bytes[bytes.length - i];
    }
    return encoded(padded);
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
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
