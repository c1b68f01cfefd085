package dev.loopgate.chassis.peer;

import dev.loopgate.wire.peer.ClientCredentials;
import dev.loopgate.wire.peer.PeerClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The other services, by the name of their feed, each reached with this service's own token. */
@Singleton
public class Peers {
  private final Map<String, PeerClient> clients;

  @Inject
  Peers(PeerConfig config, Clock clock) {
    HttpClient http = PeerClient.newHttpClient();
    Supplier<String> token = token(config, http, clock);
    clients =
        config.url().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    peer -> new PeerClient(http, URI.create(peer.getValue()), token)));
  }

  /** The client for a peer; empty when none is configured. */
  public Optional<PeerClient> find(String name) {
    return Optional.ofNullable(clients.get(name));
  }

  private static Supplier<String> token(PeerConfig config, HttpClient http, Clock clock) {
    return config
        .tokenEndpoint()
        .<Supplier<String>>map(endpoint ->
            new ClientCredentials(
                http,
                endpoint,
                config.clientId().orElseThrow(() -> missing("client-id")),
                config.clientSecretFile().orElseThrow(() -> missing("client-secret-file")),
                clock))
        .orElse(() -> token(config.tokenFile()));
  }

  private static IllegalStateException missing(String setting) {
    return new IllegalStateException(
        "loopgate.peer.token-endpoint is set, so set loopgate.peer." + setting + " too");
  }

  private static String token(Optional<Path> file) {
    Path path =
        file.orElseThrow(() ->
            new IllegalStateException("set loopgate.peer.token-file to this service's own token"));
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the service token in " + path, e);
    }
  }
}
