package dev.loopgate.worker.config;

import dev.loopgate.wire.peer.ClientCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** Where the worker's own token comes from. */
public sealed interface Identity {
  /** The token for the next request. */
  Supplier<String> tokens(HttpClient http);

  /** A token that somebody put there; read again for every request, so that it can be renewed. */
  record TokenFile(Path file) implements Identity {
    @Override
    public Supplier<String> tokens(HttpClient http) {
      return () -> {
        try {
          return Files.readString(file).strip();
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read the worker's token in " + file, e);
        }
      };
    }
  }

  /** A client of an OpenID Connect provider, which gives short tokens for its secret. */
  record Client(URI tokenEndpoint, String id, Path secretFile) implements Identity {
    @Override
    public Supplier<String> tokens(HttpClient http) {
      return new ClientCredentials(http, tokenEndpoint, id, secretFile, Clock.systemUTC());
    }
  }
}
