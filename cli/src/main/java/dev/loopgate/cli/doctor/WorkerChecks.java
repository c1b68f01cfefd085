package dev.loopgate.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.Home;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.machine.WorkerJar;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks the packaged worker what sandbox this machine allows: it tries, rather than guesses. */
final class WorkerChecks {
  private static final long PATIENCE_SECONDS = 60;

  private final Home home;

  WorkerChecks(Home home) {
    this.home = home;
  }

  /**
   * {@code {isolation, checks: [{name, ok, detail, remedy}], proofs: [{name, tried, held, inside,
   * outside}]}}, as the worker prints it.
   */
  JsonNode ask() throws IOException, InterruptedException {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                WorkerJar.in(home.repository()).toString(),
                "doctor")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    worker.getOutputStream().close();
    String answer = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!worker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      worker.destroyForcibly();
    }
    return parse(answer);
  }

  private static JsonNode parse(String answer) {
    try {
      JsonNode document = Json.mapper().readTree(answer);
      if (document != null && document.path("checks").isArray()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new Refusal("the worker cannot say what it can do", "./mvnw package -DskipTests");
  }

  /** For a machine where the worker was not built. */
  static JsonNode unknown(Refusal why) {
    ObjectNode document = Json.mapper().createObjectNode().put("isolation", "unknown");
    ArrayNode checks = document.putArray("checks");
    checks
        .addObject()
        .put("name", "worker")
        .put("ok", false)
        .put("detail", why.getMessage())
        .put("remedy", why.remedy());
    return document;
  }
}
