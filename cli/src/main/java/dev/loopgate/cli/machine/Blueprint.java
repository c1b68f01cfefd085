package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.token.IssuerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How each service and the worker is started: the one place that knows their settings. */
final class Blueprint {
  /** The second compiler takes more than it gives in the first hours: docs/performance.md. */
  private static final List<String> JVM =
      List.of(
          "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  private static final Map<String, String> MODULES =
      Map.of(
          "ideas", "ideas-service",
          "experiments", "experiment-service",
          "reviews", "review-service");

  private final MachineFiles files;
  private final Database database;
  private final Ports ports;
  private final Extras extras;

  Blueprint(MachineFiles files, Database database, Ports ports, Extras extras) {
    this.files = files;
    this.database = database;
    this.ports = ports;
    this.extras = extras;
  }

  JavaPart service(String name) throws IOException {
    Path jar =
        files
            .home()
            .repository()
            .resolve(MODULES.getOrDefault(name, name))
            .resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new Refusal(jar + " is missing", "./mvnw package -DskipTests");
    }
    List<String> arguments = new ArrayList<>(JVM);
    learnt(jar).ifPresent(arguments::add);
    properties(name).forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    arguments.addAll(List.of("-jar", jar.toString()));
    return new JavaPart(name, files, arguments, environment(name));
  }

  /** What the build learnt of the classes, for a shorter start; another JVM goes without. */
  private static Optional<String> learnt(Path jar) {
    Path cache = jar.resolveSibling("app.aot");
    return Files.exists(cache) ? Optional.of("-XX:AOTCache=" + cache) : Optional.empty();
  }

  private Map<String, String> properties(String name) throws IOException {
    Map<String, String> properties = new TreeMap<>();
    DatabaseAccounts.SERVICES.forEach(
        peer -> properties.put("loopgate.peer.url." + peer, ports.url(peer)));
    properties.put("loopgate.peer.token-file", files.home().token(name).toString());
    properties.put("loopgate.workspace.directory", files.home().data().toString());
    properties.put("loopgate.artifacts.directory", files.directory("artifacts").toString());
    if (name.equals("ideas")) {
      properties.put("loopgate.people", String.join(",", LocalTokens.people()));
    }
    if (name.equals("reviews")) {
      LogKeys keys = new LogKeys(files.directory("keys"), new SecureRandom());
      properties.put("loopgate.log.key-file", keys.secret().toString());
      properties.put("loopgate.log.memory-file", keys.memory().toString());
    }
    properties.putAll(extras.properties());
    return properties;
  }

  private Map<String, String> environment(String name) throws IOException {
    return extras.environmentWith(
        Map.of(
            "QUARKUS_SHUTDOWN_TIMEOUT", "1s", // nobody but open long polls is waited for
            "QUARKUS_HTTP_PORT", String.valueOf(ports.of(name)),
            "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(name),
            "QUARKUS_DATASOURCE_USERNAME", name,
            "QUARKUS_DATASOURCE_PASSWORD", database.password(name),
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                IssuerKey.publicHalf(files.home().issuerKey()).toUri().toString()));
  }

  JavaPart worker() throws IOException {
    List<String> arguments = new ArrayList<>(JVM);
    arguments.addAll(List.of("-jar", WorkerJar.in(files.home().repository()).toString()));
    return new JavaPart(
        "worker",
        files,
        arguments,
        extras.environmentWith(
            Map.of(
                "LOOPGATE_EXPERIMENTS_URL", ports.url("experiments"),
                "LOOPGATE_IDEAS_URL", ports.url("ideas"),
                "LOOPGATE_TOKEN_FILE", files.home().token("worker").toString(),
                "LOOPGATE_WORKER_DIRECTORY", files.directory("worker").toString(),
                "LOOPGATE_WORKER_NAME", "local")));
  }
}
