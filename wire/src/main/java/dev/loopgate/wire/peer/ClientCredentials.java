package dev.loopgate.wire.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service's own tokens from an OpenID Connect provider (RFC 6749 section 4.4): asked for when
 * needed, and renewed before they end.
 */
public final class ClientCredentials implements Supplier<String> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI tokenEndpoint;
  private final String clientId;
  private final Path secretFile;
  private final Clock clock;
  private @Nullable Token current;

  private record Token(String value, Instant renewAt) {}

  /**
   * @param secretFile read again for every token, so that the secret can be changed
   */
  public ClientCredentials(
      HttpClient http, URI tokenEndpoint, String clientId, Path secretFile, Clock clock) {
    this.http = http;
    this.tokenEndpoint = tokenEndpoint;
    this.clientId = clientId;
    this.secretFile = secretFile;
    this.clock = clock;
  }

  @Override
  public synchronized String get() {
    Token token = current;
    if (token == null || !clock.instant().isBefore(token.renewAt())) {
      token = ask();
      current = token;
    }
    return token.value();
  }

  private Token ask() {
    try {
      HttpResponse<String> response = http.send(request(), BodyHandlers.ofString());
      JsonNode answer = Json.mapper().readTree(response.body());
      String value = answer.path("access_token").asText();
      if (response.statusCode() != 200 || value.isEmpty()) {
        throw new IOException(
            "%s answered %d %s"
                .formatted(tokenEndpoint, response.statusCode(), answer.path("error").asText()));
      }
      Duration lifetime = Duration.ofSeconds(answer.path("expires_in").asLong());
      return new Token(value, clock.instant().plus(lifetime).minus(RENEW_BEFORE_END));
    } catch (IOException e) {
      throw new UncheckedIOException("no token for " + clientId + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for a token", e);
    }
  }

  private HttpRequest request() throws IOException {
    String secret = Files.readString(secretFile).strip();
    String basic = encoded(clientId) + ":" + encoded(secret);
    return HttpRequest.newBuilder(tokenEndpoint)
        .timeout(TIMEOUT)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
        .build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
