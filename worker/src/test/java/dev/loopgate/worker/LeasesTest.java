package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;

/** What concerns leases is the same in every sandbox, and seen fastest without one. */
class LeasesTest extends LeaseScenarios {
  @Override
  IsolationChoice isolation() {
    return IsolationChoice.PROCESS;
  }

  @Override
  Isolation label() {
    return Isolation.PROCESS;
  }
}
