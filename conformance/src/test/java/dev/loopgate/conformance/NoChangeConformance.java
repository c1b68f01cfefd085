package dev.loopgate.conformance;

import static dev.loopgate.system.IdeasThatChangeNothing.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.IdeasThatChangeNothing;
import dev.loopgate.system.Installation;
import dev.loopgate.system.SharedInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Luck is not mistaken for progress, however often it is tried. */
@ExtendWith(SharedInstallation.class)
class NoChangeConformance {
  private static final int IDEAS = 100;

  private final Installation installation;

  NoChangeConformance(Installation installation) {
    this.installation = installation;
  }

  @Test
  void ofAHundredIdeasThatChangeNothingAtMostOneIsFoundToImprove(@TempDir Path folder)
      throws IOException, InterruptedException {
    // When
    List<JsonNode> verdicts =
        IdeasThatChangeNothing.judge(installation, IDEAS, Duration.ofMinutes(12), folder);

    // Then
    assertThat(with("IMPROVED", verdicts)).hasSizeLessThanOrEqualTo(1);
    assertThat(with("NOT_SHOWN", verdicts)).hasSizeGreaterThanOrEqualTo(90);
    assertThat(verdicts)
        .as("half of them looked better by luck")
        .filteredOn(verdict -> verdict.path("effect").asDouble() > 0)
        .hasSizeBetween(25, 75);
  }
}
