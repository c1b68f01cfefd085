package dev.loopgate.conformance.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clients alone; {@code ClientsConformance} lets them fetch from real services. */
class GeneratedClientsConformance {
  private static final String ID = "019aa9b2-0000-7000-8000-000000000001";
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/v1/ideas/digits-3",
          """
          {"key":"digits-3","status":"OPEN","flags":[],"proposedAt":"2026-11-21T10:00:00Z",\
          "later":"added"}
          """,
          "/api/v1/experiments/" + ID,
          "{\"id\":\"" + ID + "\",\"state\":\"CONCLUDED\",\"tripwires\":[]}",
          "/api/v1/reviews/digits-3-adoption",
          """
          {"key":"digits-3-adoption","state":"OPEN","dossierDigest":"sha256:00",\
          "requirements":[],"votes":[]}
          """);

  @Test
  void javaClientsCompileAndSendTheToken() throws IOException {
    try (Service service = new Service()) {
      Fetched fetched =
          GeneratedClients.fetchWithJavaClient(
              service.endpoints(), "digits-3", ID, "digits-3-adoption");
      assertThat(fetched.experimentState()).isEqualTo("CONCLUDED");
      assertThat(fetched.dossierDigest()).isEqualTo("sha256:00");
    }
  }

  @Test
  void typeScriptClientsTypeCheckAndSendTheToken() throws IOException {
    try (Service service = new Service()) {
      Fetched fetched =
          GeneratedClients.fetchWithTypeScript(
              service.endpoints(), "digits-3", ID, "digits-3-adoption");
      assertThat(fetched.proposedAt()).isEqualTo("2026-11-21T10:00:00.000Z");
      assertThat(fetched.review()).isEqualTo("digits-3-adoption");
    }
  }

  /** Answers what the three services would, with as little as the programs look at. */
  private static final class Service implements AutoCloseable {
    private final HttpServer server;

    Service() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", Service::answer);
      server.start();
    }

    Endpoints endpoints() {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      return new Endpoints(url, url, url, "the-token");
    }

    private static void answer(HttpExchange exchange) throws IOException {
      String path = exchange.getRequestURI().getPath();
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      boolean known = ANSWERS.containsKey(path) && "Bearer the-token".equals(token);
      byte[] body = ANSWERS.getOrDefault(path, "{}").getBytes(UTF_8);
      try (exchange) {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
