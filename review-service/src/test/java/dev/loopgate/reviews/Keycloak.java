package dev.loopgate.reviews;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.testkit.Repository;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak on loopback with the realm of {@code deploy/keycloak}, and the service switched
 * to it. Maven unpacks the distribution; without it nothing starts, and the tests say so.
 */
public class Keycloak implements QuarkusTestResourceLifecycleManager {
  private static final Duration START = Duration.ofMinutes(8);
  private static final Path HOME = Path.of("target", "keycloak", "keycloak-26.7.3");
  private static final String ADMIN = "root";
  private static final String PASSWORD = "rootpw";

  private @Nullable Process server;
  private int port;

  static boolean isUnpacked() {
    return Files.isRegularFile(HOME.resolve("bin/kc.sh"));
  }

  @Override
  public Map<String, String> start() {
    if (!isUnpacked()) {
      return Map.of();
    }
    try {
      port = freePort();
      Files.createDirectories(HOME.resolve("data"));
      server = launch();
      awaitRealm();
      importRealm();
      return Map.of(
          "quarkus.oidc.tenant-enabled",
          "true",
          "quarkus.oidc.auth-server-url",
          realm(),
          // A token with an unknown key makes the service look for new keys, at most so often.
          "quarkus.oidc.token.forced-jwk-refresh-interval",
          "1s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType() == Keycloak.class);
  }

  String realm() {
    return base() + "/realms/loopgate";
  }

  URI tokenEndpoint() {
    return URI.create(realm() + "/protocol/openid-connect/token");
  }

  /** The secrets and passwords that the realm file leaves open. */
  static String secretOf(String name) {
    return name + "-secret-of-a-test";
  }

  /** What an administrator of the realm does. */
  String administer(String method, String path, Object body) {
    JsonNode token =
        SignIn.form(
            URI.create(base() + "/realms/master/protocol/openid-connect/token"),
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                PASSWORD));
    HttpResponse<String> response =
        SignIn.send(
            HttpRequest.newBuilder(URI.create(base() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + token.path("access_token").asText())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.write(body)))
                .build());
    if (response.statusCode() >= 300 && response.statusCode() != 404) {
      throw new AssertionError(path + " " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }

  /** As the README of the realm says, with the placeholders filled in. */
  private void importRealm() throws IOException {
    String realm = Files.readString(Repository.file("deploy/keycloak/loopgate-realm.json"));
    for (Map.Entry<String, String> secret : secrets().entrySet()) {
      realm = realm.replace("${" + secret.getKey() + "}", secret.getValue());
    }
    administer("DELETE", "/loopgate", Map.of());
    administer("POST", "", Json.read(realm, JsonNode.class));
  }

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String client : List.of("agent-evolve", "ideas", "experiments", "reviews", "worker")) {
      secrets.put(client.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET", secretOf(client));
    }
    for (String person : List.of("ada", "grace")) {
      secrets.put(person.toUpperCase(Locale.ROOT) + "_PASSWORD", secretOf(person));
    }
    return secrets;
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                HOME.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + freePort())
            .redirectErrorStream(true)
            .redirectOutput(HOME.resolve("data/test.log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_APPEND", "-Xmx512m -XX:TieredStopAtLevel=1");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    return builder.start();
  }

  private void awaitRealm() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (server == null || !server.isAlive()) {
        break;
      }
      if (isReady()) {
        return;
      }
      pause();
    }
    stop();
    throw new AssertionError(
        "Keycloak did not start:\n" + Files.readString(HOME.resolve("data/test.log")));
  }

  private boolean isReady() {
    try {
      return SignIn.HTTP
              .send(
                  HttpRequest.newBuilder(URI.create(base() + "/realms/master")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The script starts a Java of its own; both end. */
  @Override
  public void stop() {
    Process running = server;
    if (running == null) {
      return;
    }
    List<ProcessHandle> all = running.descendants().toList();
    running.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server = null;
  }
}
