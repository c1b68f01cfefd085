package dev.loopgate.testkit.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends a request exactly as it is spelt, with no client in between that tidies up the path. */
final class Knock {
  /** No JSON, no patch, no tarball: whoever gets past the door changes nothing. */
  private static final String NONSENSE = "]";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;

  Knock(String base) {
    this.base = base;
  }

  /**
   * @param problem the last part of the problem's type; empty when the body is no problem
   * @param detail the problem's detail, or the start of whatever the body is
   */
  record Answer(int status, String problem, String detail, boolean challenges) {
    boolean isNoSuchAddress() {
      return (status == 404 && (problem.isEmpty() || detail.startsWith("Nothing is at this")))
          || status == 405
          || (status == 400 && problem.isEmpty());
    }

    boolean isForbidden() {
      return status == 403 && problem.equals("forbidden");
    }
  }

  Answer at(Door door, Caller caller) {
    return at(door.method(), door.path(), door, caller, Map.of());
  }

  Answer at(String method, String path, Door door, Caller caller, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, door.contentType() == null ? none() : BodyPublishers.ofString(NONSENSE));
    if (door.contentType() != null) {
      request.header("Content-Type", door.contentType());
    }
    if (caller.authorization() != null) {
      request.header("Authorization", caller.authorization());
    }
    headers.forEach(request::header);
    return send(request.build());
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  private static BodyPublisher none() {
    return BodyPublishers.noBody();
  }

  private Answer send(HttpRequest request) {
    try {
      return answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    String body = response.body();
    boolean challenges = response.headers().firstValue("WWW-Authenticate").isPresent();
    boolean isProblem =
        response.headers().firstValue("Content-Type").orElse("").contains("problem+json");
    if (!isProblem) {
      return new Answer(
          response.statusCode(), "", body.substring(0, Math.min(200, body.length())), challenges);
    }
    JsonNode problem = parse(body);
    String type = problem.path("type").asText();
    return new Answer(
        response.statusCode(),
        type.substring(type.lastIndexOf('/') + 1),
        problem.path("detail").asText(),
        challenges);
  }

  private static JsonNode parse(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
