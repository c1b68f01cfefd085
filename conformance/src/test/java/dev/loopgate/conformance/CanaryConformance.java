package dev.loopgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.FreePorts;
import dev.loopgate.system.Installation;
import dev.loopgate.system.Outcome;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The corpus of attacks against the packaged services: nothing gets past them. */
class CanaryConformance {
  private static final Duration LIMIT = Duration.ofMinutes(9);

  @TempDir Path home;

  @Test
  void everyAttackIsCaughtOrNotLetInForWantOfASandbox() throws IOException, InterruptedException {
    // When
    Outcome run = run(List.of("canary", "run", "-o", "json"), Map.of());

    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode result = Json.mapper().readTree(run.out());
    assertThat(result.at("/control/result").asText()).isEqualTo("CAUGHT");
    assertThat(result.path("canaries")).hasSizeGreaterThanOrEqualTo(36);
    assertThat(result.path("missed").asInt()).isZero();
    assertThat(result.path("rate").asDouble()).isEqualTo(1.0);
    assertThat(result.path("refusedByPolicy").asInt())
        .isEqualTo(isHardened() ? 0 : needingSandbox(result).size());
  }

  @Test
  void withoutASandboxWhatNeedsOneIsRefusedByPolicyAndNotMissed()
      throws IOException, InterruptedException {
    // When
    Outcome run =
        run(
            List.of(
                "canary",
                "run",
                "-o",
                "json",
                "--only",
                "fork-bomb",
                "--only",
                "exfiltration-dns",
                "--only",
                "sealed-write",
                "--only",
                "impossible-task"),
            Map.of("LOOPGATE_ISOLATION", "process"));

    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode result = Json.mapper().readTree(run.out());
    assertThat(result.path("caught").asInt()).isEqualTo(2);
    assertThat(result.path("missed").asInt()).isZero();
    assertThat(needingSandbox(result))
        .hasSize(2)
        .allSatisfy(canary -> {
          assertThat(canary.path("result").asText()).isEqualTo("REFUSED_BY_POLICY");
          assertThat(canary.path("seen").asText()).startsWith("refused by policy: ");
        });
  }

  private static List<JsonNode> needingSandbox(JsonNode result) {
    List<JsonNode> canaries = new ArrayList<>();
    for (JsonNode canary : result.path("canaries")) {
      if (canary.path("needs").asText().equals("sandbox")) {
        canaries.add(canary);
      }
    }
    return canaries;
  }

  private boolean isHardened() throws IOException, InterruptedException {
    Outcome doctor =
        run(List.of("doctor", "-o", "json", "--port-base", FreePorts.base()), Map.of());
    return Json.mapper().readTree(doctor.out()).path("isolation").asText().equals("HARDENED");
  }

  private Outcome run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder command = Installation.command(home, arguments);
    command.environment().putAll(environment);
    return Outcome.of(command, LIMIT);
  }
}
