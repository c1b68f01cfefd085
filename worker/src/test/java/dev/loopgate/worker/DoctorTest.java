package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.config.WorkerConfig;
import dev.loopgate.worker.sandbox.Escape;
import dev.loopgate.worker.sandbox.FindSandbox;
import dev.loopgate.worker.sandbox.Proof;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @Test
  void everyCheckThatFailsHasARemedy(@TempDir Path folder) throws Exception {
    Doctor.Report report = Doctor.examine(folder);
    assertThat(report.checks())
        .extracting(Doctor.Check::name)
        .contains("jdk", "bubblewrap", "userNamespaces", "seccomp", "cgroup", "accessTimes");
    assertThat(report.checks())
        .allSatisfy(check -> assertThat(check.remedy() == null).isEqualTo(check.ok()));
    assertThat(report.isolation())
        .isEqualTo(
            new FindSandbox(folder).forChoice(WorkerConfig.IsolationChoice.AUTO).isolation());
  }

  @Test
  void whatWasTriedIsToldAndWhatWorkedCostsTheLevelThatPromisesIt(@TempDir Path folder)
      throws Exception {
    Doctor.Report report = Doctor.examine(folder);
    assumeTrue(report.isolation() != Isolation.PROCESS, "no sandbox works here");

    assertThat(report.proofs()).extracting(Proof::escape).containsExactly(Escape.values());
    assertThat(report.proofs())
        .allSatisfy(proof -> assertThat(proof.inside() + proof.outside()).isNotBlank());
    if (report.isolation() == Isolation.HARDENED) {
      assertThat(report.proofs()).noneMatch(Proof::isOpen);
    }
    assertThat(Json.write(report))
        .contains("\"name\":\"sysctls\",\"tried\":", "\"held\":\"BY_THE_");
  }
}
