package dev.loopgate.worker.services;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Heartbeat;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.contracts.work.Orders;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.worker.config.WorkerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests that a worker makes, one method each; nothing is repeated here. */
public final class Services {
  private static final int WAIT_SECONDS = 20;
  private static final TypeReference<Orders> ORDERS = new TypeReference<>() {};
  private static final Duration LEASE_TIMEOUT = Duration.ofSeconds(WAIT_SECONDS + 15L);

  private final PeerClient experiments;
  private final PeerClient ideas;

  public Services(WorkerConfig config) {
    HttpClient http = PeerClient.newHttpClient();
    Supplier<String> tokens = config.identity().tokens(http);
    experiments = new PeerClient(http, config.experiments(), tokens);
    ideas = new PeerClient(http, config.ideas(), tokens);
  }

  public void register(WorkerRegistration registration) throws InterruptedException {
    experiments.put("/api/v1/workers/" + encoded(registration.name()), registration);
  }

  /** Null when there is nothing to do now. */
  public @Nullable Lease lease(String worker) throws InterruptedException {
    return experiments.postForOptional(
        "/api/v1/attempts/lease",
        new LeaseRequest(worker, WAIT_SECONDS),
        Lease.class,
        LEASE_TIMEOUT,
        Map.of());
  }

  /** Waits a while for something to end. */
  public Orders orders(String worker) throws InterruptedException {
    String path = "/api/v1/workers/%s/orders?timeout=%d".formatted(encoded(worker), WAIT_SECONDS);
    return experiments.get(path, ORDERS, LEASE_TIMEOUT);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public Heartbeat heartbeat(Lease lease) throws InterruptedException {
    return experiments.post(of(lease) + "/heartbeat", Map.of(), Heartbeat.class, proof(lease));
  }

  public void log(Lease lease, long offset, byte[] buffer, int length) throws InterruptedException {
    experiments.postBytes(
        of(lease) + "/log?offset=" + offset, Arrays.copyOf(buffer, length), proof(lease));
  }

  public void upload(Lease lease, String digest, Path file) throws InterruptedException {
    try {
      experiments.putFile(
          "/api/v1/artifacts/%s?attempt=%s".formatted(digest, lease.attemptId()),
          file,
          proof(lease));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void complete(Lease lease, Completion completion) throws InterruptedException {
    experiments.postBytes(
        of(lease) + "/completion",
        Json.utf8(Json.write(completion)),
        Map.of("Run-Token", lease.runToken(), "Content-Type", "application/json"));
  }

  public InputStream workspace(String digest) throws InterruptedException {
    return ideas.open("/api/v1/workspaces/" + digest);
  }

  public InputStream artifact(String digest) throws InterruptedException {
    return experiments.open("/api/v1/artifacts/" + digest);
  }

  private static String of(Lease lease) {
    return "/api/v1/attempts/" + lease.attemptId();
  }

  private static Map<String, String> proof(Lease lease) {
    return Map.of("Run-Token", lease.runToken());
  }
}
