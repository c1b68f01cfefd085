package dev.loopgate.chassis.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the other services are, and who this one is to them. */
@ConfigMapping(prefix = "loopgate.peer")
public interface PeerConfig {
  /**
   * Base address by feed name, for example {@code loopgate.peer.url.ideas=http://127.0.0.1:8081}.
   */
  Map<String, String> url();

  /** A file with this service's token; read again for every request, so it can be renewed. */
  Optional<Path> tokenFile();

  /**
   * Instead of a file: an OpenID Connect provider's token endpoint, which gives this service tokens
   * as {@link #clientId()} with the secret in {@link #clientSecretFile()}.
   */
  Optional<URI> tokenEndpoint();

  Optional<String> clientId();

  Optional<Path> clientSecretFile();

  /** For how long the log's feed may be silent before people and agents can change nothing. */
  @WithDefault("30s")
  Duration silence();
}
