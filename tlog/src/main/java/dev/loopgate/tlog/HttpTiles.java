package dev.loopgate.tlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A log that is served somewhere. What it answers is taken for nothing more than bytes. */
public final class HttpTiles implements TileReader {
  /** A bundle of 256 entries of the greatest length. */
  private static final int MAX_LENGTH = 256 * (2 + EntryBundle.MAX_ENTRY);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final String prefix;
  private final Map<String, String> headers;

  /**
   * A log by its address.
   *
   * @param prefix what stands before {@code /checkpoint}
   * @param headers sent with each request, for example {@code Authorization}
   */
  public HttpTiles(HttpClient http, URI prefix, Map<String, String> headers) {
    this.http = http;
    this.headers = Map.copyOf(headers);
    this.prefix = prefix.toString().replaceAll("/+$", "");
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(prefix + "/" + path))
            .header("Accept-Encoding", "gzip, identity")
            .timeout(TIMEOUT);
    headers.forEach(builder::header);
    HttpRequest request = builder.build();
    HttpResponse<InputStream> response = send(request);
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> Optional.of(bytes(response, body));
        case 404, 410 -> Optional.empty();
        default -> throw new IOException(request.uri() + " answered with " + response.statusCode());
      };
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted: " + request.uri()).initCause(e);
    } catch (IOException e) {
      throw new IOException("cannot reach " + request.uri() + ": " + e, e);
    }
  }

  private static byte[] bytes(HttpResponse<?> response, InputStream body) throws IOException {
    boolean packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    InputStream plain = packed ? new GZIPInputStream(body) : body;
    byte[] bytes = plain.readNBytes(MAX_LENGTH + 1);
    if (bytes.length > MAX_LENGTH) {
      throw new IOException(response.uri() + " is larger than any file of a log");
    }
    return bytes;
  }

  @Override
  public String toString() {
    return prefix;
  }
}
