package dev.loopgate.cli.client;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where things are on this machine.
 *
 * @param repository the checkout that holds the packaged services
 * @param data everything that outlives a process
 */
public record Home(Path repository, Path data) {

  static Home of(@Nullable Path data, Map<String, String> environment) {
    Path repository =
        Path.of(System.getProperty("loopgate.repository", ".")).toAbsolutePath().normalize();
    String fromEnvironment = environment.get("LOOPGATE_HOME");
    Path chosen =
        data != null
            ? data
            : fromEnvironment == null || fromEnvironment.isBlank()
                ? repository.resolve(".loopgate")
                : Path.of(fromEnvironment);
    return new Home(repository, chosen.toAbsolutePath().normalize());
  }

  public Path token(String name) {
    return data.resolve("tokens").resolve(name + ".token");
  }

  public Path endpoints() {
    return data.resolve("endpoints.json");
  }

  public Path issuerKey() {
    return data.resolve("keys").resolve("issuer.pem");
  }

  /** Whom to believe about the log of this installation. */
  public Path logKey() {
    return data.resolve("keys").resolve("log.vkey");
  }
}
