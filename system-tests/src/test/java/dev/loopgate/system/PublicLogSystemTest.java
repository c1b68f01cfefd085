package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A public log is read by clients that have no token; nothing else is. */
@ExtendWith(SharedInstallation.class)
class PublicLogSystemTest {
  private final Installation installation;
  private final HttpClient http = HttpClient.newHttpClient();

  PublicLogSystemTest(Installation installation) {
    this.installation = installation;
  }

  @Test
  void checkpointTilesAndProofsAreForEverybodyAndNothingElseIs()
      throws IOException, InterruptedException {
    Await.until(
        "a checkpoint", Duration.ofSeconds(30), () -> get("/log/checkpoint").statusCode() == 200);
    String checkpoint = get("/log/checkpoint").body();
    long size = Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
    assertThat(size).isPositive();
    assertThat(get("/log/tile/entries/000" + (size < 256 ? ".p/" + size : "")).statusCode())
        .isEqualTo(200);
    assertThat(get("/log/proof?index=0").statusCode()).isEqualTo(200);
    for (String closed : new String[] {"/log/entries", "/api/v1/reviews", "/api/v1/stops"}) {
      assertThat(get(closed).statusCode()).as(closed).isEqualTo(401);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = URI.create(installation.endpoint("reviews") + path);
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
