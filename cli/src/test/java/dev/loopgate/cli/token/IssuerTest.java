package dev.loopgate.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class IssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  @TempDir Path keys;

  @Test
  void tokensVerifyWithThePublicHalf() throws IOException, GeneralSecurityException {
    Path file = keys.resolve("issuer.pem");
    String token = agentToken(file);

    int end = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(der(IssuerKey.publicHalf(file)))));
    signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))).isTrue();
  }

  @Test
  void tokensSayWhoActsForWhom() throws IOException {
    JsonNode claims = claims(agentToken(keys.resolve("issuer.pem")));

    assertThat(claims.path("sub").asText()).isEqualTo("robot");
    assertThat(claims.path("loopgate_kind").asText()).isEqualTo("AGENT");
    assertThat(claims.path("loopgate_sponsor").asText()).isEqualTo("researcher@local");
    assertThat(claims.path("groups").get(0).asText()).isEqualTo("researcher");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void keysAreMadeOnceAndOnlyTheOwnerReadsThem() throws IOException {
    Path file = keys.resolve("issuer.pem");
    byte[] made = IssuerKey.loadOrCreate(file).getEncoded();

    assertThat(IssuerKey.loadOrCreate(file).getEncoded()).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void lifetimesAreReadAsPeopleWriteThem() {
    Ttl ttl = new Ttl();

    assertThat(ttl.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(ttl.convert("7d")).isEqualTo(Duration.ofDays(7));
    for (String wrong : List.of("", "7", "d", "-1d", "0d", "1w", "31d", "99999999999d")) {
      assertThatThrownBy(() -> ttl.convert(wrong)).isInstanceOf(TypeConversionException.class);
    }
  }

  @Test
  void rolesAreReadAsTokensSpellThem() {
    RoleName name = new RoleName();

    for (Role role : Role.values()) {
      assertThat(name.convert(role.spelling())).isEqualTo(role);
    }
    assertThat(name.convert("Break_Glass")).isEqualTo(Role.BREAK_GLASS);
    assertThatThrownBy(() -> name.convert("root"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("break-glass");
  }

  private static String agentToken(Path key) throws IOException {
    return new Issuer(IssuerKey.loadOrCreate(key))
        .token(
            "robot",
            PrincipalKind.AGENT,
            List.of(Role.RESEARCHER),
            "researcher@local",
            NOW,
            Duration.ofHours(1));
  }

  private static JsonNode claims(String token) {
    String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    return Json.read(
        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8), JsonNode.class);
  }

  private static byte[] der(Path pem) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
  }
}
