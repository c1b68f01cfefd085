package dev.loopgate.wire.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks JSON with one Loopgate service as one principal. A problem document comes out as a {@link
 * ProblemException}; a service that cannot be reached as an {@link UncheckedIOException}.
 */
public class PeerClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration FILE_TIMEOUT = Duration.ofMinutes(10);
  private static final ObjectMapper MAPPER = Json.mapper();

  private final HttpClient http;
  private final URI base;
  private final Supplier<String> token;

  /**
   * @param base without a trailing slash, for example {@code http://127.0.0.1:8081}
   * @param token asked before each request, so that it may be renewed
   */
  public PeerClient(HttpClient http, URI base, Supplier<String> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** HTTP/1.1, so that a service without TLS is not asked to upgrade each time. */
  public static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  public URI base() {
    return base;
  }

  public <T> T get(String path, Class<T> type) throws InterruptedException {
    return parse(send(request(path, TIMEOUT).GET(), Map.of()), exactly(type));
  }

  public <T> T get(String path, TypeReference<T> type, Duration timeout)
      throws InterruptedException {
    return parse(send(request(path, timeout).GET(), Map.of()), type);
  }

  /** Posts a JSON body; headers such as {@code If-Match} or {@code Idempotency-Key} as given. */
  public <T> T post(String path, Object body, Class<T> type, Map<String, String> headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path, TIMEOUT).header("Content-Type", "application/json").POST(json(body));
    return parse(send(request, headers), exactly(type));
  }

  /** Posts a JSON body; null when the answer has none (204). */
  public <T> @Nullable T postForOptional(
      String path, Object body, Class<T> type, Duration timeout, Map<String, String> headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path, timeout).header("Content-Type", "application/json").POST(json(body));
    HttpResponse<InputStream> response = send(request, headers);
    if (response.statusCode() == 204) {
      return null;
    }
    return parse(response, exactly(type));
  }

  /** Posts a text of any media type, for example YAML. */
  public <T> T postText(String path, String text, String mediaType, Class<T> type)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path, TIMEOUT)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofString(text));
    return parse(send(request, Map.of()), exactly(type));
  }

  /** Posts bytes as they are. */
  public void postBytes(String path, byte[] body, Map<String, String> headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path, TIMEOUT)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body));
    drain(send(request, headers));
  }

  /** Puts a JSON body; an answer's body is of no interest. */
  public void put(String path, Object body) throws InterruptedException {
    HttpRequest.Builder request =
        request(path, TIMEOUT).header("Content-Type", "application/json").PUT(json(body));
    drain(send(request, Map.of()));
  }

  /** Puts a file's bytes. */
  public void putFile(String path, Path file, Map<String, String> headers)
      throws InterruptedException, IOException {
    HttpRequest.Builder request =
        request(path, FILE_TIMEOUT)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file));
    drain(send(request, headers));
  }

  /** Deletes, and answers what the service says about it. */
  public <T> T delete(String path, Class<T> type) throws InterruptedException {
    return parse(send(request(path, TIMEOUT).DELETE(), Map.of()), exactly(type));
  }

  /** Opens a byte stream; the caller closes it. */
  public InputStream open(String path) throws InterruptedException {
    return send(request(path, TIMEOUT).GET(), Map.of()).body();
  }

  /** The answer as text, whatever its type. */
  public String text(String path) throws InterruptedException {
    try (InputStream body = open(path)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + token.get());
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request, Map<String, String> headers)
      throws InterruptedException {
    headers.forEach(request::setHeader);
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() >= 400) {
        throw new ProblemException(problem(response));
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s does not answer: %s".formatted(base, e.getMessage() == null ? e : e.getMessage()), e);
    }
  }

  private static <T> T parse(HttpResponse<InputStream> response, TypeReference<T> type) {
    try (InputStream body = response.body()) {
      return MAPPER.readValue(body, type);
    } catch (IOException e) {
      throw new UncheckedIOException(response.uri() + " answered something unreadable", e);
    }
  }

  private static <T> TypeReference<T> exactly(Class<T> type) {
    return new TypeReference<>() {
      @Override
      public Type getType() {
        return type;
      }
    };
  }

  private static void drain(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(response.uri() + " broke off its answer", e);
    }
  }

  private static Problem problem(HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    try (InputStream body = response.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      try {
        return MAPPER.readValue(text, Problem.class);
      } catch (JsonProcessingException | IllegalArgumentException e) {
        ProblemType type = status >= 500 ? ProblemType.UNAVAILABLE : ProblemType.MALFORMED;
        return new Problem(
            type.uri(), type.title(), status, response.uri() + " answered " + status, null);
      }
    }
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(Json.write(body));
  }
}
