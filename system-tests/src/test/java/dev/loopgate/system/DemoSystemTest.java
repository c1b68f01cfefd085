package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's command on real data: handwritten digits, ideas by the built-in generator. */
class DemoSystemTest {
  @TempDir Path home;

  @Test
  void theDemoJudgesTheGeneratorsIdeasAndPrintsOneJsonSummary()
      throws IOException, InterruptedException {
    // When
    Outcome demo =
        Outcome.of(
            Installation.command(
                home,
                List.of(
                    "demo",
                    "--ideas",
                    "1",
                    "--exit",
                    "-o",
                    "json",
                    "--port-base",
                    FreePorts.base())),
            Duration.ofMinutes(6));

    // Then
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    JsonNode summary = Json.mapper().readTree(demo.out());
    assertThat(summary.path("program").asText()).isEqualTo("digits");
    assertThat(summary.path("ideas")).hasSize(1);
    for (JsonNode idea : summary.path("ideas")) {
      assertThat(idea.path("summary").asText()).as(idea.toString()).isNotBlank();
      assertThat(idea.at("/verdict/outcome").asText()).as(idea.toString()).isNotBlank();
      assertThat(idea.at("/verdict/pairs").asInt()).as(idea.toString()).isGreaterThanOrEqualTo(6);
    }
    assertThat(demo.err()).contains("digits-1");
  }
}
