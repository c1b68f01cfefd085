package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a worker does about its lease, whatever becomes of the service. */
abstract class LeaseScenarios extends RunningWorker {
  @Test
  void workspaceWithAnotherDigestNeverRuns() throws Exception {
    LeaseBuilder lease = script("true");
    service.content.put(lease.workspace, new Tarball().file("stage.sh", "echo evil").bytes());
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.LOST);
    assertThat(completion.detail()).contains("asked for " + lease.workspace);
  }

  @Test
  void serviceMayBeAwayWhileAStageRuns() throws Exception {
    LeaseBuilder lease = script("for i in 1 2 3 4 5 6; do echo line $i; sleep 0.5; done");
    service.lend(lease.build());
    eventually(() -> service.logs.containsKey(lease.attempt));
    service.goAway();
    Thread.sleep(5_000);
    service.comeBack();
    assertThat(service.completion().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(lease.attempt))
        .isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n");
  }

  @Test
  void attemptThatWasTakenBackEndsQuietly() throws Exception {
    LeaseBuilder lease = script("sleep 4716");
    service.lend(lease.build());
    eventually(() -> service.heartbeats.get() > 0 && !sleepers().isEmpty());
    service.leaseLost = true;
    eventually(() -> sleepers().isEmpty());
    service.leaseLost = false;
    assertThat(service.completionWithin(500)).isNull();
    assertThat(run(script("true")).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void cancelledAttemptIsEndedAndReported() throws Exception {
    LeaseBuilder lease = script("sleep 4717");
    service.lend(lease.build());
    eventually(() -> !sleepers().isEmpty());
    service.cancelled = true;
    assertThat(service.completion().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void anOrderEndsAnAttemptLongBeforeItsNextHeartbeat() throws Exception {
    LeaseBuilder lease = script("sleep 4718 & sleep 4719");
    lease.heartbeatSeconds = 60;
    lease.leaseSeconds = 300;
    service.lend(lease.build());
    eventually(() -> sleepers().size() == 2);
    long ordered = System.nanoTime();

    service.end(lease.attempt);

    assertThat(service.completion().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(sleepers()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - ordered)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void whatCannotKeepItsLeaseEndsByItself() throws Exception {
    LeaseBuilder lease = script("sleep 4720");
    lease.leaseSeconds = 3;
    service.lend(lease.build());
    eventually(() -> !sleepers().isEmpty() && service.heartbeats.get() > 0);

    service.goAway();

    eventually(() -> sleepers().isEmpty());
    assertNothingIsLeft();
    service.comeBack();
    assertThat(service.completion())
        .satisfies(said -> assertThat(said.outcome()).isEqualTo(Outcome.CANCELLED))
        .satisfies(said -> assertThat(said.detail()).contains("did not answer"));
    assertThat(run(script("true")).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void theEndOfAnOrderedAttemptIsReportedWhenTheServiceIsBack() throws Exception {
    LeaseBuilder lease = script("sleep 4721");
    lease.heartbeatSeconds = 60;
    service.lend(lease.build());
    eventually(() -> !sleepers().isEmpty());
    service.refuseReports = true;
    service.end(lease.attempt);
    eventually(() -> sleepers().isEmpty());
    assertThat(service.completionWithin(300)).isNull();

    service.refuseReports = false;

    assertThat(service.completion().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void refusedReportIsRepeatedWithoutWhatTheStageLogged() throws Exception {
    service.refusals.set(1);
    Completion completion =
        run(script("echo '{\"key\":\"a\",\"value\":1}' > \"$LOOPGATE_METRICS\""));
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.metrics()).isEmpty();
  }
}
