package dev.loopgate.bench.log;

import dev.loopgate.chassis.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Announces tokens at a fixed rate, whether earlier requests have been answered or not, so that a
 * slow service is not offered less.
 */
final class Load {
  private final URI url;
  private final List<String> tokens;
  private final int rate;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final List<Long> answers = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long nanos;

  Load(URI url, List<String> tokens, int rate) {
    this.url = url.resolve("/log/tokens");
    this.tokens = tokens;
    this.rate = rate;
  }

  /** Returns when all requests are answered. */
  void run() {
    long start = System.nanoTime();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tokens.size(); i++) {
        long at = start + TimeUnit.SECONDS.toNanos(1) * i / rate;
        waitUntil(at);
        String token = tokens.get(i);
        requests.execute(() -> announce(token, at));
      }
    }
    nanos = System.nanoTime() - start;
  }

  private static void waitUntil(long at) {
    for (long rest = at - System.nanoTime(); rest > 0; rest = at - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  private void announce(String token, long at) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      long now = System.nanoTime();
      if (response.statusCode() != 200) {
        failures.incrementAndGet();
        return;
      }
      String id = Json.read(response.body(), Announced.class).tokenId();
      acknowledged.put(id, now);
      due.put(id, at);
      answers.add(now - at);
    } catch (IOException e) {
      failures.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is needed of the answer. */
  @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
  record Announced(String tokenId) {}

  /** By token: when the answer was there, as {@link System#nanoTime}. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  /** By token: when its request was due. */
  Map<String, Long> due() {
    return due;
  }

  Spread answers() {
    return Spread.of(answers.stream().mapToLong(Long::longValue));
  }

  int failures() {
    return failures.get();
  }

  double seconds() {
    return nanos / 1e9;
  }

  double entriesPerSecond() {
    return acknowledged.size() / seconds();
  }
}
