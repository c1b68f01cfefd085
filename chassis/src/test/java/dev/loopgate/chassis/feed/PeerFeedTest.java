package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerFeedTest {
  private final List<String> asked = new ArrayList<>();
  private int status = 200;
  private HttpServer server;
  private PeerFeed feed;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getQuery());
          byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    PeerClient peer = new PeerClient(PeerClient.newHttpClient(), base, () -> "token");
    LogContact log = new LogContact(Duration.ofSeconds(30), System::nanoTime);
    feed = new PeerFeed(peer, "reviews", Duration.ofSeconds(15), log);
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void theFirstAnswerIsAskedForAtOnceAndLaterOnesMayTakeTheirTime() throws InterruptedException {
    feed.after("0-0");
    feed.after("0-1");

    assertThat(asked).containsExactly("timeout=0&lastEventId=0-0", "timeout=15&lastEventId=0-1");
  }

  @Test
  void afterAFailureTheNextAnswerIsAskedForAtOnce() throws InterruptedException {
    feed.after("0-0");
    status = 503;
    assertThatThrownBy(() -> feed.after("0-0")).isInstanceOf(RuntimeException.class);
    status = 200;

    feed.after("0-0");

    assertThat(asked.getLast()).isEqualTo("timeout=0&lastEventId=0-0");
  }
}
