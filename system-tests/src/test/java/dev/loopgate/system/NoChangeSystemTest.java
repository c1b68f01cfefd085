package dev.loopgate.system;

import static dev.loopgate.system.IdeasThatChangeNothing.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Luck is not mistaken for progress. The second ring tries a hundred ideas. */
@ExtendWith(SharedInstallation.class)
class NoChangeSystemTest {
  private static final int IDEAS = 10;

  private final Installation installation;

  NoChangeSystemTest(Installation installation) {
    this.installation = installation;
  }

  @Test
  void ofTenIdeasThatChangeNothingAtMostOneIsFoundToImprove(@TempDir Path folder)
      throws IOException, InterruptedException {
    // When
    List<JsonNode> verdicts =
        IdeasThatChangeNothing.judge(installation, IDEAS, Duration.ofMinutes(4), folder);

    // Then
    assertThat(with("IMPROVED", verdicts)).hasSizeLessThanOrEqualTo(1);
    assertThat(with("NOT_SHOWN", verdicts)).hasSizeGreaterThanOrEqualTo(IDEAS - 2);
  }
}
