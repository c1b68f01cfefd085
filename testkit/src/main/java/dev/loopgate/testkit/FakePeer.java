package dev.loopgate.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A peer service at the border: serves a feed that a test writes, and files that it lays out. */
public final class FakePeer implements AutoCloseable {
  private final String feed;
  private final HttpServer server;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private final List<Map<String, Object>> stops = new ArrayList<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  public FakePeer(String feed) {
    this.feed = feed;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/feeds/" + feed, exchange -> serve(exchange, "1-", events));
    server.createContext("/feeds/" + feed + "/stops", exchange -> serve(exchange, "", stops));
    server.createContext("/api", this::serveFile);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds a fact to the feed. */
  public void tell(String type, Object subject, Object data) {
    tell(type, subject, data, Map.of());
  }

  /**
   * Adds a fact to the feed.
   *
   * @param attributes of the envelope, more than the usual ones
   */
  public void tell(String type, Object subject, Object data, Map<String, Object> attributes) {
    add(events, "1-", envelope(type, subject, data, attributes));
  }

  /** Adds a fact to the lane that overtakes the feed, and to nothing else. */
  public void tellAhead(String type, Object subject, Object data) {
    add(stops, "", envelope(type, subject, data, Map.of()));
  }

  private static void add(
      List<Map<String, Object>> facts, String prefix, Map<String, Object> event) {
    synchronized (facts) {
      event.put("id", prefix + (facts.size() + 1));
      facts.add(event);
    }
  }

  private Map<String, Object> envelope(
      String type, Object subject, Object data, Map<String, Object> attributes) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("source", "/feeds/" + feed);
    event.put("type", type);
    event.put("subject", subject.toString());
    event.put("time", Instant.EPOCH);
    event.put("datacontenttype", "application/json");
    event.putAll(attributes);
    event.put("data", data);
    return event;
  }

  /** Serves bytes at a path such as {@code /api/v1/workspaces/sha256:…}. */
  public void serve(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  private static void serve(HttpExchange exchange, String prefix, List<Map<String, Object>> facts)
      throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String position = "lastEventId=" + prefix;
    int from = 0;
    for (String part : query.split("&")) {
      if (part.startsWith(position) && part.length() > position.length()) {
        from = Integer.parseInt(part.substring(position.length()));
      }
    }
    for (int i = 0; i < 100; i++) {
      synchronized (facts) {
        if (from < facts.size()) {
          answer(
              exchange,
              200,
              Json.write(facts.subList(from, facts.size())).getBytes(StandardCharsets.UTF_8));
          return;
        }
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    answer(exchange, 200, "[]".getBytes(StandardCharsets.UTF_8));
  }

  private void serveFile(HttpExchange exchange) throws IOException {
    byte[] bytes = files.get(exchange.getRequestURI().getPath());
    answer(exchange, bytes == null ? 404 : 200, bytes == null ? new byte[0] : bytes);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
