package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A whole Loopgate on this machine in a directory of its own, started by the same command that
 * users type, and stopped with the test.
 */
public final class Installation implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final HttpClient HTTP = PeerClient.newHttpClient();

  private final Path home;
  private final Process launcher;
  private final Path log;

  private Installation(Path home, Process launcher, Path log) {
    this.home = home;
    this.launcher = launcher;
    this.log = log;
  }

  /** Starts {@code loopgate up} on free ports and waits until every service answers. */
  public static Installation up(Path home) throws IOException, InterruptedException {
    return up(home, Map.of());
  }

  /** The same with settings for the services and the worker, which inherit the environment. */
  public static Installation up(Path home, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path log = home.resolve("up.log");
    ProcessBuilder command = command(home, List.of("up", "--port-base", FreePorts.base()));
    command.environment().putAll(settings);
    Process launcher = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Installation installation = new Installation(home, launcher, log);
    try {
      Await.until("loopgate up is ready", START, installation::isReady);
    } catch (AssertionError e) {
      installation.close();
      throw new AssertionError(e.getMessage() + "\n" + Files.readString(log), e);
    }
    return installation;
  }

  /** A command as users type it, against the installation in {@code home}. */
  public static ProcessBuilder command(Path home, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(repository().resolve("loopgate").toString());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("LOOPGATE_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** The folder of the sources, where the programs were packaged. */
  public static Path repository() {
    return Path.of(System.getProperty("loopgate.repository", "..")).toAbsolutePath().normalize();
  }

  /** Runs a command to its end. */
  public Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(Duration.ofMinutes(2), arguments);
  }

  /** Runs a command that may take longer. */
  public Outcome run(Duration limit, String... arguments) throws IOException, InterruptedException {
    return Outcome.of(command(home, List.of(arguments)), limit);
  }

  private boolean isReady() throws IOException, InterruptedException {
    assertThat(launcher.isAlive()).as("the launcher runs: %s", Files.readString(log)).isTrue();
    if (!Files.exists(home.resolve("endpoints.json"))
        || !Files.exists(home.resolve("tokens/reviewer.token"))) {
      return false;
    }
    for (String service : List.of("ideas", "experiments", "reviews")) {
      JsonNode health = as("researcher", service).get("/q/health/ready", JsonNode.class);
      if (!"UP".equals(health.path("status").asText())) {
        return false;
      }
    }
    return true;
  }

  /** A client of one service with one of the tokens in the data directory. */
  public PeerClient as(String who, String service) throws IOException {
    String token = token(who);
    return new PeerClient(HTTP, endpoint(service), () -> token);
  }

  /** A client with any token. */
  public PeerClient with(String token, String service) throws IOException {
    return new PeerClient(HTTP, endpoint(service), () -> token);
  }

  /** What {@code who} shows to the services. */
  public String token(String who) throws IOException {
    return Files.readString(home.resolve("tokens/" + who + ".token")).strip();
  }

  /** The base address of a service. */
  public URI endpoint(String service) throws IOException {
    JsonNode endpoints = Json.mapper().readTree(home.resolve("endpoints.json").toFile());
    return URI.create(endpoints.path(service).asText());
  }

  /** What the researcher reads at a path. */
  public JsonNode get(String service, String path) throws IOException, InterruptedException {
    return as("researcher", service).get(path, JsonNode.class);
  }

  /**
   * The process id of {@code ideas}, {@code experiments}, {@code reviews}, {@code worker} or {@code
   * postgres}; 0 while its file is being written.
   */
  public long pid(String process) throws IOException {
    String text = Files.readString(home.resolve("run/" + process + ".pid")).strip();
    return text.isEmpty()
        ? 0
        : Long.parseLong(text.lines().findFirst().orElseThrow().split("\\s+")[0]);
  }

  /** {@code kill -9}, and waits until the process is gone. */
  public void kill(String process) throws IOException, InterruptedException {
    ProcessHandle handle = ProcessHandle.of(pid(process)).orElseThrow();
    assertThat(handle.destroyForcibly()).isTrue();
    Await.until(process + " is gone", Duration.ofSeconds(10), () -> !handle.isAlive());
  }

  /** {@code kill -9} of a service, and waits until another one in its place is ready. */
  public void killAndAwait(String service) throws IOException, InterruptedException {
    long before = pid(service);
    kill(service);
    Await.until(
        service + " is back",
        Duration.ofMinutes(2),
        () ->
            pid(service) != before
                && get(service, "/q/health/ready").path("status").asText().equals("UP"));
  }

  /** What an experiment is judged by. */
  public JsonNode evidence(JsonNode experiment) throws IOException, InterruptedException {
    return get(
        "experiments", "/api/v1/experiments/" + experiment.path("id").asText() + "/evidence");
  }

  /** The kinds of all entries of the log that name an id, oldest first. */
  public List<String> logged(String id) throws IOException, InterruptedException {
    List<String> kinds = new ArrayList<>();
    String after = "-1";
    while (true) {
      JsonNode page =
          as("reviewer", "reviews").get("/log/entries?limit=200&after=" + after, JsonNode.class);
      if (page.path("items").isEmpty()) {
        return kinds;
      }
      for (JsonNode entry : page.path("items")) {
        after = entry.path("index").asText();
        if (entry.toString().contains(id)) {
          kinds.add(entry.path("kind").asText());
        }
      }
    }
  }

  /** The data directory. */
  public Path home() {
    return home;
  }

  /** All that the launcher has printed. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    launcher.destroy();
    if (!hasEndedWithin(Duration.ofMinutes(1))) {
      launcher.destroyForcibly();
      throw new AssertionError("loopgate up did not stop within a minute");
    }
  }

  private boolean hasEndedWithin(Duration limit) {
    try {
      return launcher.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
