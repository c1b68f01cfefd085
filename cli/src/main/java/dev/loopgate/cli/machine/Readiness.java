package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a service whether it is ready until it says so. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TOO_OFTEN = 4;

  private final HttpClient http = PeerClient.newHttpClient();
  private final Supervisor supervisor;
  private final MachineFiles files;

  Readiness(Supervisor supervisor, MachineFiles files) {
    this.supervisor = supervisor;
    this.files = files;
  }

  /** Returns when the service is ready; gives up when it dies again and again. */
  void await(String service, String address) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(address)) {
      if (supervisor.failures(service) >= TOO_OFTEN || System.nanoTime() - end > 0) {
        throw notReady(service);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Refusal notReady(String service) {
    String why = LastWords.of(files.log(service)).map(words -> ": " + words).orElse("");
    return new Refusal(
        "%s does not become ready%s".formatted(service, why), "its log is " + files.log(service));
  }

  private boolean isReady(String address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
