package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.worker.config.WorkerConfig;
import dev.loopgate.worker.sandbox.FindSandbox;
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
}
