package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.ClientCredentials;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production identity: a provider that nobody here wrote, with the realm that we document. */
@QuarkusTest
@QuarkusTestResource(value = Keycloak.class, restrictToAnnotatedClass = true)
class KeycloakConformance extends DeskTest {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // by Keycloak
  Keycloak keycloak;

  @BeforeEach
  void needsTheDistribution() {
    assumeTrue(
        Keycloak.isUnpacked(),
        "Keycloak is not unpacked: Maven could not fetch org.keycloak:keycloak-quarkus-dist");
  }

  @Test
  void aPersonWhoSignsInVotes() {
    String token = console("grace", "openid");
    JsonPath review = openReview(token);

    Response vote =
        vote(token, review.getString("key"), review.getString("dossierDigest"), "APPROVE");

    assertThat(vote.statusCode()).as(vote.asString()).isEqualTo(200);
    assertThat(as(token).get("/api/v1/reviews/" + review.getString("key")).asString())
        .contains("\"grace\"");
    JsonNode claims = SignIn.part(token, 1);
    assertThat(Instant.ofEpochSecond(claims.path("auth_time").asLong()))
        .isAfter(Instant.now().minusSeconds(60));
    assertThat(claims.path("acr").asText()).isNotBlank();
    assertThat(SignIn.part(token, 0).path("alg").asText()).isEqualTo("ES256");
  }

  @Test
  void anAgentWithItsOwnTokenDoesNotVote() throws IOException {
    String token = clientCredentials("agent-evolve");

    assertRefusedAsAgent(token);
    JsonPath announced = as(token).post("/log/tokens").then().statusCode(200).extract().jsonPath();
    assertThat(announced.getString("kind")).isEqualTo("AGENT");
    assertThat(announced.getString("sponsor")).isEqualTo("ada");
  }

  @Test
  void aPersonIsRefusedWhenAnAgentsClientObtainedTheToken() {
    JsonNode answer =
        new SignIn(endpoints(), "agent-evolve", "http://127.0.0.1:8090/callback")
            .as("grace", "openid");
    String token = answer.path("access_token").asText();

    assertThat(SignIn.part(token, 1).path("sub").asText()).isEqualTo("grace");
    assertRefusedAsAgent(token);
  }

  @Test
  void aPersonIsRefusedWhenAnAgentExchangedTheirTokenAndWhenItWasMadeForThat() {
    String delegated = console("grace", "openid delegate-to-agent-evolve");
    String exchanged = exchanged(delegated).path("access_token").asText();

    assertThat(SignIn.part(exchanged, 1).path("sub").asText()).isEqualTo("grace");
    assertRefusedAsAgent(exchanged);
    assertRefusedAsAgent(delegated);
  }

  @Test
  void anAgentCannotExchangeATokenThatWasNotMadeForThat() {
    assertThat(exchanged(console("grace", "openid")).path("error").asText())
        .isEqualTo("access_denied");
  }

  @Test
  void servicesGetTheirTokensFromTheProvider() throws IOException {
    assertThat(as(clientCredentials("ideas")).get("/feeds/reviews").statusCode()).isEqualTo(200);
    assertProblem(as(clientCredentials("worker")).get("/feeds/reviews"), 403, "forbidden");
  }

  @Test
  void onlyAccessTokensOfTheProviderForThisAudienceCount() {
    JsonNode signedIn = signIn("grace", "openid");
    for (String token :
        List.of(
            signedIn.path("id_token").asText(),
            signedIn.path("refresh_token").asText(),
            tokenOf(client("elsewhere", Map.of("defaultClientScopes", List.of()))),
            TestTokens.human("grace", Role.values()),
            TestTokens.fromIssuer(keycloak.realm(), "grace", Role.values()),
            TestTokens.unsigned("grace", Role.values()))) {
      assertProblem(as(token).get("/api/v1/reviews"), 401, "unauthenticated");
    }
  }

  @Test
  void aTokenEnds() {
    String token =
        tokenOf(client("brief", Map.of("attributes", Map.of("access.token.lifespan", "1"))));

    assertThat(SignIn.part(token, 1).path("loopgate_kind").asText()).isEqualTo("HUMAN");
    Response refused =
        await(() -> {
          Response answer = as(token).get("/api/v1/reviews");
          return answer.statusCode() == 401 ? answer : null;
        });
    assertProblem(refused, 401, "unauthenticated");
  }

  @Test
  void keysRotateWithoutARestart() {
    String before = console("grace", "openid");
    assertThat(as(before).get("/api/v1/reviews").statusCode()).isEqualTo(200);
    String realm =
        Json.read(keycloak.administer("GET", "/loopgate", Map.of()), JsonNode.class)
            .path("id")
            .asText();
    keycloak.administer(
        "POST",
        "/loopgate/components",
        Map.of(
            "name", "next",
            "providerId", "ecdsa-generated",
            "providerType", "org.keycloak.keys.KeyProvider",
            "parentId", realm,
            "config",
                Map.of(
                    "priority", List.of("300"),
                    "enabled", List.of("true"),
                    "active", List.of("true"),
                    "ecdsaEllipticCurveKey", List.of("P-256"))));
    String after = console("grace", "openid");

    assertThat(SignIn.part(after, 0).path("kid")).isNotEqualTo(SignIn.part(before, 0).path("kid"));
    await(() -> as(after).get("/api/v1/reviews").statusCode() == 200 ? after : null);
    assertThat(as(before).get("/api/v1/reviews").statusCode()).isEqualTo(200);
  }

  private static void assertRefusedAsAgent(String token) {
    Response vote = vote(token, "no-such-review", "sha256:" + "0".repeat(64), "APPROVE");
    assertProblem(vote, 403, "forbidden");
    assertThat(vote.jsonPath().getString("detail")).contains(" is AGENT ");
  }

  private JsonPath openReview(String token) {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    return await(() -> {
      Response review = as(token).get("/api/v1/reviews/" + subject.key() + "-adoption");
      return review.statusCode() == 200 ? review.jsonPath() : null;
    });
  }

  private String endpoints() {
    return keycloak.realm() + "/protocol/openid-connect";
  }

  private JsonNode signIn(String person, String scope) {
    return new SignIn(endpoints(), "loopgate-console", "http://127.0.0.1:8080/callback")
        .as(person, scope);
  }

  private String console(String person, String scope) {
    return signIn(person, scope).path("access_token").asText();
  }

  private JsonNode exchanged(String token) {
    return SignIn.form(
        keycloak.tokenEndpoint(),
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
            "client_id", "agent-evolve",
            "client_secret", Keycloak.secretOf("agent-evolve"),
            "subject_token", token,
            "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
  }

  /** A client for people that an administrator adds, with a password grant for brevity. */
  private String client(String name, Map<String, Object> more) {
    Map<String, Object> client =
        new java.util.HashMap<>(
            Map.of(
                "clientId", name,
                "secret", Keycloak.secretOf(name),
                "directAccessGrantsEnabled", true,
                "defaultClientScopes", List.of("loopgate"),
                "protocolMappers",
                    List.of(
                        Map.of(
                            "name", "kind",
                            "protocol", "openid-connect",
                            "protocolMapper", "oidc-hardcoded-claim-mapper",
                            "config",
                                Map.of(
                                    "claim.name", "loopgate_kind",
                                    "claim.value", "HUMAN",
                                    "jsonType.label", "String",
                                    "access.token.claim", "true")))));
    client.putAll(more);
    keycloak.administer("POST", "/loopgate/clients", client);
    return name;
  }

  private String tokenOf(String client) {
    return SignIn.form(
            keycloak.tokenEndpoint(),
            Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "client_secret",
                Keycloak.secretOf(client),
                "username",
                "grace",
                "password",
                Keycloak.secretOf("grace")))
        .path("access_token")
        .asText();
  }

  /** With the class that the services use. */
  private String clientCredentials(String client) throws IOException {
    Path secret = directory.resolve(client);
    Files.writeString(secret, Keycloak.secretOf(client) + "\n");
    return new ClientCredentials(
            SignIn.HTTP, keycloak.tokenEndpoint(), client, secret, Clock.systemUTC())
        .get();
  }
}
