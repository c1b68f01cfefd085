package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What ends with its lease in a plain process ends with it in the strongest sandbox too. */
class SandboxedLeasesConformance extends LeaseScenarios {
  @BeforeAll
  static void hardeningWorksHere(@TempDir Path folder) throws Exception {
    assumeHardening(folder);
  }

  @Override
  IsolationChoice isolation() {
    return IsolationChoice.HARDENED;
  }

  @Override
  Isolation label() {
    return Isolation.HARDENED;
  }
}
