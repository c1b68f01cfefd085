package dev.loopgate.system;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service that judges dies amid an experiment: the loop ends the same, nothing twice, nothing
 * lost. The second ring kills the others too.
 */
@ExtendWith(SharedInstallation.class)
class KillSystemTest {
  private final Installation installation;

  KillSystemTest(Installation installation) {
    this.installation = installation;
  }

  @Test
  void theLoopEndsTheSameWhenTheServiceThatJudgesIsKilled()
      throws IOException, InterruptedException {
    // Given
    JudgedLoop loop = JudgedLoop.begin(installation, "killed");
    long before = installation.pid("experiments");

    // When
    installation.kill("experiments");

    // Then
    Await.until(
        "the service is back",
        Duration.ofMinutes(1),
        () -> installation.pid("experiments") != before);
    loop.assertEndsTheSame();
  }
}
