package dev.loopgate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Format;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One invocation of the command: its options, its identity, and the services it talks to. */
public final class Session {
  public static final String RESEARCHER = "researcher";
  public static final String REVIEWER = "reviewer";
  private static final String ADMIN = "admin";

  private final GlobalOptions options;
  private final Map<String, String> environment;
  private final Screen screen;
  private final Clock clock;
  private final @Nullable Home own;
  private final HttpClient http = PeerClient.newHttpClient();

  public Session(
      GlobalOptions options, Map<String, String> environment, Screen screen, Clock clock) {
    this(options, environment, screen, clock, null);
  }

  private Session(
      GlobalOptions options,
      Map<String, String> environment,
      Screen screen,
      Clock clock,
      @Nullable Home own) {
    this.own = own;
    this.options = options;
    this.environment = environment;
    this.screen = screen;
    this.clock = clock;
  }

  /** The same invocation about another data directory, told on another screen. */
  public Session aside(Path data, Screen elsewhere) {
    return new Session(options, environment, elsewhere, clock, new Home(home().repository(), data));
  }

  public Screen screen() {
    return screen;
  }

  public Clock clock() {
    return clock;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public Home home() {
    return own == null ? Home.of(options.data(), environment) : own;
  }

  public boolean wantsJson() {
    return options.format() == Format.JSON;
  }

  /** The answer itself for programs, a rendering of it for people. */
  public void show(JsonNode answer, String rendering) {
    if (wantsJson()) {
      screen.json(answer);
    } else {
      screen.data(rendering);
    }
  }

  public PeerClient ideas() {
    return service("ideas", RESEARCHER);
  }

  public PeerClient experiments() {
    return service("experiments", RESEARCHER);
  }

  public PeerClient reviews() {
    return service("reviews", RESEARCHER);
  }

  /** Where the log of this installation is served. */
  public URI log() {
    return URI.create(address("reviews") + "/log");
  }

  /** What shows the services who asks. */
  public String token() {
    return token(RESEARCHER);
  }

  /** review-service as the local reviewer, unless another identity was asked for. */
  public PeerClient reviewsAsReviewer() {
    return asReviewer("reviews");
  }

  /** review-service as the local admin, who judges nothing, unless another was asked for. */
  public PeerClient reviewsAsAdmin() {
    if (!hasOwnIdentity()) {
      screen.note("as admin@local");
    }
    return service("reviews", ADMIN);
  }

  /** review-service as the bearer of a token, whoever else was asked for. */
  public PeerClient reviewsWith(String token) {
    return new PeerClient(http, address("reviews"), () -> token);
  }

  /** ideas-service as the local reviewer, who sponsors no agent, unless another was asked for. */
  public PeerClient ideasAsReviewer() {
    return asReviewer("ideas");
  }

  private PeerClient asReviewer(String service) {
    if (!hasOwnIdentity()) {
      screen.note("as reviewer@local");
    }
    return service(service, REVIEWER);
  }

  /** Whether somebody else than the default identity was asked for. */
  public boolean hasOwnIdentity() {
    return options.as() != null || options.tokenFile() != null || environmentToken() != null;
  }

  private PeerClient service(String service, String defaultIdentity) {
    String token = token(defaultIdentity);
    return new PeerClient(http, address(service), () -> token);
  }

  private String token(String defaultIdentity) {
    if (options.tokenFile() != null) {
      return read(options.tokenFile());
    }
    if (options.as() != null) {
      return read(tokenOf(options.as()));
    }
    String fromEnvironment = environmentToken();
    return fromEnvironment == null ? read(tokenOf(defaultIdentity)) : fromEnvironment;
  }

  private Path tokenOf(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}(@local)?")) {
      throw new Refusal(ExitCode.USAGE, "--as takes a name such as researcher or reviewer", null);
    }
    return home().token(name.replace("@local", ""));
  }

  private @Nullable String environmentToken() {
    String token = environment.get("LOOPGATE_TOKEN");
    return token == null || token.isBlank() ? null : token.strip();
  }

  private static String read(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new Refusal(ExitCode.NOT_ALLOWED, file + " holds no token", "loopgate token create");
      }
      return token;
    } catch (NoSuchFileException e) {
      throw new Refusal(ExitCode.NOT_ALLOWED, "there is no token in " + file, "loopgate up");
    } catch (IOException e) {
      throw new Refusal(ExitCode.NOT_ALLOWED, "cannot read the token in " + file, null);
    }
  }

  private URI address(String service) {
    String given = options.server(service);
    if (given == null) {
      given = environment.get("LOOPGATE_SERVER");
    }
    String address = given == null || given.isBlank() ? localAddress(service) : given;
    try {
      URI uri = URI.create(address.endsWith("/") ? address.replaceAll("/+$", "") : address);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new Refusal(ExitCode.USAGE, address + " is no address such as http://host:port", null);
  }

  private String localAddress(String service) {
    Path file = home().endpoints();
    try {
      return Json.mapper().readTree(file.toFile()).path(service).asText();
    } catch (IOException e) {
      throw new Refusal("Loopgate has not been started in " + home().data(), "loopgate up");
    }
  }
}
