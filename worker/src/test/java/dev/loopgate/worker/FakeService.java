package dev.loopgate.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Heartbeat;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.Orders;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Both services as far as a worker sees them; it can go away, and take leases back. */
final class FakeService implements AutoCloseable {
  final Map<String, byte[]> content = new ConcurrentHashMap<>();
  final Map<UUID, String> logs = new ConcurrentHashMap<>();
  final List<String> registrations = new ArrayList<>();
  volatile boolean cancelled;
  volatile boolean leaseLost;
  volatile boolean refuseReports;
  final AtomicInteger refusals = new AtomicInteger();
  final AtomicInteger refusedUploads = new AtomicInteger();
  final AtomicInteger heartbeats = new AtomicInteger();

  private final BlockingQueue<UUID> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<Lease> leases = new LinkedBlockingQueue<>();
  private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
  private final int port;
  private HttpServer server;

  FakeService() {
    server = serve(0);
    port = server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** As if the process were killed. */
  void goAway() {
    server.stop(0);
  }

  void comeBack() {
    server = serve(port);
  }

  void lend(Lease lease) {
    leases.add(lease);
  }

  void end(UUID attempt) {
    orders.add(attempt);
  }

  String add(byte[] bytes) {
    String digest = Json.digest(bytes);
    content.put(digest, bytes);
    return digest;
  }

  Completion completion() throws InterruptedException {
    Completion completion = completions.poll(120, TimeUnit.SECONDS);
    if (completion == null) {
      throw new AssertionError("no completion within two minutes");
    }
    return completion;
  }

  @Nullable Completion completionWithin(long millis) throws InterruptedException {
    return completions.poll(millis, TimeUnit.MILLISECONDS);
  }

  private HttpServer serve(int at) {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.createContext("/api/v1/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      List<String> path = Arrays.asList(exchange.getRequestURI().getPath().split("/"));
      if (!"Bearer worker-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        problem(exchange, "unauthenticated", 401);
        return;
      }
      switch (path.get(3)) {
        case "workers" -> {
          if (path.getLast().equals("orders")) {
            orders(exchange);
            return;
          }
          registrations.add(new String(body, StandardCharsets.UTF_8));
          send(exchange, 200, "{}");
        }
        case "attempts" -> attempt(exchange, path, body);
        default -> content(exchange, path.get(4), body);
      }
    }
  }

  private void attempt(HttpExchange exchange, List<String> path, byte[] body) throws IOException {
    if (path.get(4).equals("lease")) {
      lease(exchange);
      return;
    }
    if (leaseLost) {
      problem(exchange, "lease-expired", 409);
      return;
    }
    if (!"run-token".equals(exchange.getRequestHeaders().getFirst("Run-Token"))) {
      problem(exchange, "run-token", 403);
      return;
    }
    switch (path.get(5)) {
      case "heartbeat" -> {
        heartbeats.incrementAndGet();
        send(exchange, 200, Json.write(new Heartbeat(Instant.EPOCH, cancelled)));
      }
      case "log" -> log(exchange, UUID.fromString(path.get(4)), body);
      case "completion" -> completion(exchange, body);
      default -> problem(exchange, "not-found", 404);
    }
  }

  private void orders(HttpExchange exchange) throws IOException {
    try {
      UUID end = orders.poll(200, TimeUnit.MILLISECONDS);
      send(exchange, 200, Json.write(new Orders(end == null ? List.of() : List.of(end))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void completion(HttpExchange exchange, byte[] body) throws IOException {
    if (refuseReports) {
      problem(exchange, "unavailable", 503);
      return;
    }
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      problem(exchange, "invalid-value", 400);
      return;
    }
    completions.add(Json.read(new String(body, StandardCharsets.UTF_8), Completion.class));
    send(exchange, 200, "{}");
  }

  private void lease(HttpExchange exchange) throws IOException {
    try {
      Lease lease = leases.poll(1, TimeUnit.SECONDS);
      send(exchange, lease == null ? 204 : 200, lease == null ? "" : Json.write(lease));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void log(HttpExchange exchange, UUID attempt, byte[] body) throws IOException {
    int offset =
        Integer.parseInt(exchange.getRequestURI().getQuery().substring("offset=".length()));
    String text = new String(body, StandardCharsets.ISO_8859_1); // offsets count bytes
    logs.merge(attempt, text, (before, more) -> before.substring(0, offset) + more);
    send(exchange, 204, "");
  }

  private void content(HttpExchange exchange, String digest, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      if (refusedUploads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        problem(exchange, "too-large", 413);
        return;
      }
      content.put(digest, body);
      send(exchange, 201, "");
      return;
    }
    byte[] found = content.get(digest);
    if (found == null) {
      problem(exchange, "not-found", 404);
      return;
    }
    exchange.sendResponseHeaders(200, found.length);
    exchange.getResponseBody().write(found);
  }

  private static void problem(HttpExchange exchange, String slug, int status) throws IOException {
    String type = "https://loopgate.dev/problems/" + slug;
    send(exchange, status, Json.write(new Problem(type, slug, status, slug, null)));
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
    body.writeTo(exchange.getResponseBody());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
