package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor who reaches the log over HTTP: that of this installation, or anybody's. */
class ServedLogTest {
  private static final String NOBODY = "nobody";

  @TempDir Path home = Path.of("set by JUnit");
  private final SomeLog log = new SomeLog();
  private final Set<String> callers = ConcurrentHashMap.newKeySet();
  private Path files = Path.of("set before each");
  private HttpServer server = server();
  private Terminal terminal = new Terminal(Map.of());

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void givenALogThatIsServedHere() throws IOException {
    files = Files.createDirectory(home.toRealPath().resolve("served"));
    log.write(files, SomeLog.STORY);
    server
        .createContext("/log", SimpleFileServer.createFileHandler(files))
        .getFilters()
        .add(Filter.beforeHandler("who calls", exchange -> callers.add(caller(exchange))));
    server.start();
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/log.vkey"), log.key() + "\n");
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    Files.writeString(home.resolve("endpoints.json"), "{\"reviews\":\"%s\"}".formatted(address()));
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  private static String caller(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .orElse(NOBODY);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String url() {
    return address() + "/log";
  }

  @Test
  void theLogOfThisInstallationIsVerifiedWithItsOwnToken() {
    assertThat(terminal.type("audit", "verify")).as(terminal.err()).isZero();

    assertThat(terminal.out()).contains("verified: 7 entries of loopgate.local/log");
    assertThat(callers).containsExactly("Bearer token-of-researcher");
  }

  @Test
  void anotherLogIsVerifiedByItsAddressAndSeesNoToken() {
    assertThat(terminal.type("audit", "verify", url() + "/", "--key", log.key().toString()))
        .as(terminal.err())
        .isZero();

    assertThat(terminal.out()).contains("verified: 7 entries");
    assertThat(callers).containsExactly(NOBODY);
  }

  @Test
  void aTokenThatWasChosenForAnotherLogIsSentThere() {
    terminal =
        new Terminal(Map.of("LOOPGATE_HOME", home.toString(), "LOOPGATE_TOKEN", "for-auditors"));

    assertThat(terminal.type("audit", "verify", url())).as(terminal.err()).isZero();

    assertThat(callers).containsExactly("Bearer for-auditors");
  }

  @Test
  void aServedByteThatIsNotWhatWasLoggedEndsWithSixAndItsEntry() throws IOException {
    Path bundle = files.resolve("tile/entries/000.p/7");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 1] ^= 1;
    Files.write(bundle, bytes);

    assertThat(terminal.type("audit", "verify", url(), "-o", "json")).isEqualTo(6);

    assertThat(terminal.out())
        .contains("\"good\" : false", "entry 6 is not what was logged", "entries/000.p/7");
  }

  @Test
  void aLogThatDoesNotAnswerIsNotCalledDifferent() {
    server.stop(0);

    assertThat(terminal.type("audit", "verify", url())).isEqualTo(1);

    assertThat(terminal.err()).contains("cannot reach " + url() + "/checkpoint");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aLogThatWasCutIsFoundOutByACheckpointThatWasKept() throws IOException {
    Path kept = Files.write(home.resolve("kept"), log.write(files, SomeLog.STORY).bytes());
    assertThat(terminal.type("audit", "verify", url(), "--since", kept.toString())).isZero();

    log.write(files, SomeLog.STORY.subList(0, 5));

    assertThat(terminal.type("audit", "verify", url())).as("good by itself").isZero();
    assertThat(terminal.type("audit", "verify", url(), "--since", kept.toString())).isEqualTo(6);
    assertThat(terminal.out()).contains("has 5 entries, but once had 7: cut or forked");
  }

  @Test
  void anExportIsVerifiedWithoutTheServiceAndNoticesAFork() throws IOException {
    String export = home.resolve("export").toString();
    assertThat(terminal.type("audit", "export", export)).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("verified: 7 entries", "exported to " + export);

    List<String> forked = new ArrayList<>(SomeLog.STORY);
    forked.set(4, forked.get(4).replace("APPROVE", "VETO"));
    forked.add(forked.getLast());
    log.write(files, forked);
    assertThat(terminal.type("audit", "export", export)).isEqualTo(6);
    assertThat(terminal.out()).contains("forked");

    server.stop(0);
    assertThat(terminal.type("audit", "verify", export)).as("what was kept is good").isZero();
    assertThat(terminal.out()).contains("verified: 7 entries");
  }

  @Test
  void whyTakesTheLogAwayFirstWhenNobodyNamesAnExport() {
    assertThat(terminal.type("audit", "why", "digits", "2")).as(terminal.err()).isZero();

    assertThat(terminal.out()).contains("generation 2 at commit c0ffee").doesNotContain("NOT  ");
    assertThat(home.resolve("audit/checkpoint")).exists();
  }
}
