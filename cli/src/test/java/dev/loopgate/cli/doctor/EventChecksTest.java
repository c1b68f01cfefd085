package dev.loopgate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.loopgate.cli.client.Home;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventChecksTest {
  @TempDir Path folder;

  @Test
  void whatAServiceHasSetAsideIsToldWithWhatToDo() throws Exception {
    HttpServer service =
        answering(
            """
            {"status":"UP","checks":[
              {"name":"parked events","status":"UP","data":{"reviews TOO_EARLY":2}}]}
            """);
    try {
      Files.writeString(
          folder.resolve("endpoints.json"),
          "{\"ideas\":\"http://127.0.0.1:%d\",\"reviews\":\"http://127.0.0.1:1\"}"
              .formatted(service.getAddress().getPort()));

      assertThat(new EventChecks(new Home(folder, folder)).all())
          .singleElement()
          .satisfies(check -> {
            assertThat(check.ok()).isFalse();
            assertThat(check.detail()).isEqualTo("set aside of reviews TOO_EARLY: 2");
            assertThat(check.remedy()).contains("/feeds/ideas/parked");
          });
    } finally {
      service.stop(0);
    }
  }

  @Test
  void nothingIsSaidWhereNothingWasEverStarted() throws Exception {
    assertThat(new EventChecks(new Home(folder, folder)).all()).isEmpty();
  }

  @Test
  void aServiceThatHasSetNothingAsideIsFine() {
    assertThat(EventChecks.parked("ideas", Json.read("{}", JsonNode.class)).ok()).isTrue();
  }

  private static HttpServer answering(String health) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/health/well",
        exchange -> {
          byte[] body = Json.utf8(health);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
