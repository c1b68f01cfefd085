package dev.loopgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * Speaks with the running service as one principal, for what a test asks again and again: REST
 * Assured takes many times the processor time, which what is waited for lacks then.
 */
public final class LightClient {
  private static final HttpClient HTTP = PeerClient.newHttpClient();

  private final String token;

  public LightClient(String token) {
    this.token = token;
  }

  /** What the service answers, whatever that is. */
  public record Answer(int status, String body) {
    public JsonNode json() {
      return Json.read(body, JsonNode.class);
    }

    /** Itself, when it has that status. */
    public Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError("%d instead of %d: %s".formatted(status, expected, body));
      }
      return this;
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Posts JSON, with headers as given. */
  public Answer post(String path, Object body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
        .header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
