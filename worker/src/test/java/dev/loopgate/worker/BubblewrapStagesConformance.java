package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.sandbox.FindSandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in a plain process holds in a sandbox, and more. */
class BubblewrapStagesConformance extends LimitScenarios {
  @BeforeAll
  static void bubblewrapWorksHere(@TempDir Path folder) throws Exception {
    assumeTrue(
        new FindSandbox(folder).bubblewrap().isPresent(),
        "bubblewrap does not work here: install it, and allow user namespaces");
  }

  @Override
  IsolationChoice isolation() {
    return IsolationChoice.BUBBLEWRAP;
  }

  @Override
  Isolation label() {
    return Isolation.BUBBLEWRAP;
  }

  @Test
  void stageSeesNeitherNetworkNorTheMachinesFiles() throws Exception {
    LeaseBuilder lease =
        script(
            """
            echo "interfaces: $(ls /sys/class/net 2>/dev/null || grep -c : /proc/net/dev)"
            cat %s && echo 'token seen'
            touch /usr/x && echo 'system written'
            touch /x && echo 'root written'
            ls /home /root /var 2>/dev/null
            echo "processes: $(ls /proc | grep -c '^[0-9]')"
            grep -E '^(CapEff|NoNewPrivs)' /proc/self/status
            mv ../workspace ../w && echo 'workspace moved'
            exit 0
            """
                .formatted(temporary.resolve("token")));
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(lease.attempt))
        .contains("interfaces: 1", "NoNewPrivs:\t1", "CapEff:\t0000000000000000")
        .doesNotContain("token seen", "system written", "root written", "workspace moved")
        .containsPattern("processes: \\d\\n");
  }

  @Test
  void temporaryFilesAreLimited() throws Exception {
    LeaseBuilder lease =
        script("head -c 30000000 /dev/zero > /tmp/fill || echo 'no space'\nls -l /tmp/fill");
    lease.diskBytes = 10_000_000;
    run(lease);
    assertThat(service.logs.get(lease.attempt)).contains("no space");
  }
}
