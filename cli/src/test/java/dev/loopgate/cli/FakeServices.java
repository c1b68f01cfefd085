package dev.loopgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The REST contract at the border: answers what a test laid out, and remembers what was asked. */
final class FakeServices implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  record Answer(int status, String body) {}

  @SuppressWarnings("ArrayRecordComponent") // a body of any kind
  record Asked(String line, Map<String, String> headers, byte[] bytes) {
    JsonNode json() {
      return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
    }
  }

  FakeServices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param line method and path with query, for example {@code GET /api/v1/ideas}
   */
  FakeServices answer(String line, int status, String body) {
    answers.put(line, new Answer(status, body));
    return this;
  }

  List<String> lines() {
    return asked.stream().map(Asked::line).toList();
  }

  Asked last() {
    return asked.getLast();
  }

  Asked asked(String line) {
    return asked.stream().filter(a -> a.line().equals(line)).findFirst().orElseThrow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    asked.add(new Asked(line, headers, exchange.getRequestBody().readAllBytes()));
    Answer answer =
        answers.getOrDefault(
            line,
            new Answer(
                404,
                """
                {"type":"https://loopgate.dev/problems/not-found","title":"Not found","status":404,
                 "detail":"There is no %s."}
                """
                    .formatted(line)));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
