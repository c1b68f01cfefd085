package dev.loopgate.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTilesTest {
  private final HttpServer server = create();
  private final HttpClient http = HttpClient.newHttpClient();

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/log/checkpoint", exchange -> answer(exchange, 200, false));
    server.createContext("/log/tile/0/000", exchange -> answer(exchange, 200, true));
    server.createContext("/log/tile/0/001", exchange -> answer(exchange, 404, false));
    server.createContext("/log/tile/0/002", exchange -> answer(exchange, 503, false));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  private static void answer(HttpExchange exchange, int status, boolean packed) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] bytes = ("for " + token).getBytes(StandardCharsets.UTF_8);
    if (packed) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
        zip.write(bytes);
      }
      bytes = zipped.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void filesAreReadPlainOrZippedAndAMissingOneIsNotATrouble() throws IOException {
    URI prefix = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log/");
    HttpTiles tiles = new HttpTiles(http, prefix, Map.of("Authorization", "Bearer x"));
    Optional<byte[]> expected = Optional.of("for Bearer x".getBytes(StandardCharsets.UTF_8));
    assertThat(tiles.read("checkpoint").orElseThrow()).isEqualTo(expected.orElseThrow());
    assertThat(tiles.read("tile/0/000").orElseThrow()).isEqualTo(expected.orElseThrow());
    assertThat(tiles.read("tile/0/001")).isEmpty();
    assertThatThrownBy(() -> tiles.read("tile/0/002"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered with 503");
  }
}
