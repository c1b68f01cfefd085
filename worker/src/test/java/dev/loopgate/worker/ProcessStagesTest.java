package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.limits.ControlGroups;
import org.junit.jupiter.api.Test;

class ProcessStagesTest extends LimitScenarios {
  @Override
  IsolationChoice isolation() {
    return IsolationChoice.PROCESS;
  }

  @Override
  Isolation label() {
    return Isolation.PROCESS;
  }

  @Test
  void writesAmongTheAttemptsRaiseFlagsAndAreRemoved() throws Exception {
    Completion completion = run(script("mkdir ../../evaluator ../../../evaluator\nexit 0"));
    assertThat(flag(completion, Flags.SEALED_PATH_WRITE))
        .contains("../../evaluator", "../../../evaluator");
    assertNothingIsLeft();
  }

  @Test
  void replacedWorkspaceIsNotFollowed() throws Exception {
    LeaseBuilder lease = script("cd .. && mv workspace w && ln -s /etc workspace");
    lease.produces = java.util.List.of("ssl/");
    Completion completion = run(lease);
    assertThat(completion.artifacts()).isEmpty();
    assertThat(flag(completion, Flags.UNSAFE_OUTPUT)).contains("workspace is no real folder");
  }

  @Test
  void trustedWorkspaceIsNotKept() throws Exception {
    LeaseBuilder lease = script("true");
    lease.trusted = true;
    run(lease);
    assertThat(directory().resolve("tarballs").resolve(lease.workspace.substring(7)))
        .doesNotExist();
  }

  @Test
  void daemonThatForgotItsMarkerIsEndedAsWell() throws Exception {
    Completion completion =
        run(script("setsid env -i /bin/sh -c 'cd /; exec sleep 4781' & sleep 1"));
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void daemonThatLeftAtOnceIsEndedWhereThereAreControlGroups() throws Exception {
    assumeTrue(ControlGroups.here().isUsable(), ControlGroups.here().detail());
    run(script("setsid env -i /bin/sh -c 'cd /; exec sleep 4782' & exit 0"));
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void whatWasSeenIsToldEvenWhenAnOutputIsRefused() throws Exception {
    service.refusedUploads.set(1);
    LeaseBuilder lease = script("cat evaluator/README; echo x > out");
    lease.produces = java.util.List.of("out");
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.detail()).contains("could not be uploaded");
    assertThat(completion.artifacts()).isEmpty();
    assertThat(flag(completion, Flags.SEALED_PATH_READ)).contains("evaluator/README was read");
  }
}
