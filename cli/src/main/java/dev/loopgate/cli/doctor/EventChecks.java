package dev.loopgate.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Home;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the services that run here what they have set aside; who does not answer says nothing. */
final class EventChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = PeerClient.newHttpClient();
  private final Home home;

  EventChecks(Home home) {
    this.home = home;
  }

  List<Check> all() throws IOException, InterruptedException {
    if (!Files.exists(home.endpoints())) {
      return List.of();
    }
    List<Check> checks = new ArrayList<>();
    JsonNode endpoints = Json.mapper().readTree(home.endpoints().toFile());
    for (Map.Entry<String, JsonNode> service : endpoints.properties()) {
      JsonNode health = health(service.getValue().asText());
      health.path("checks").forEach(check -> addParked(checks, service.getKey(), check));
    }
    return checks;
  }

  private static void addParked(List<Check> checks, String service, JsonNode check) {
    if (check.path("name").asText().equals("parked events")) {
      checks.add(parked(service, check.path("data")));
    }
  }

  static Check parked(String service, JsonNode data) {
    String events =
        data.properties().stream()
            .map(count -> "%s: %s".formatted(count.getKey(), count.getValue().asText()))
            .collect(Collectors.joining(", "));
    return events.isEmpty()
        ? Check.fine(service, "nothing is set aside")
        : Check.missing(
            service,
            "set aside of " + events,
            "GET /feeds/%s/parked says what and why; docs/events.md says what to do."
                .formatted(service));
  }

  private JsonNode health(String address) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/q/health/well")).timeout(PATIENCE).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return Json.mapper().readTree(answer.body());
    } catch (IOException | IllegalArgumentException e) {
      return Json.mapper().createObjectNode();
    }
  }
}
