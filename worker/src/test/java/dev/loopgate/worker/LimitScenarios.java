package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.worker.flag.Flags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Floods and tricks that are seen in every sandbox. */
abstract class LimitScenarios extends StageScenarios {
  @Test
  void manyProcessesAreTooMany() throws Exception {
    LeaseBuilder lease = script("for i in $(seq 60); do sleep 4730 & done; sleep 4731");
    lease.processes = 40;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.PROCESS_LIMIT);
    assertThat(flag(completion, Flags.PROCESS_FLOOD)).contains("40 processes");
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void memoryOfAllProcessesTogetherIsLimited() throws Exception {
    LeaseBuilder lease =
        script(
            """
            for i in 1 2 3 4; do sh -c 'x=$(head -c 60000000 /dev/zero | tr "\\0" x); sleep 4732' & done
            sleep 4733
            """);
    lease.memoryBytes = 150_000_000;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.MEMORY_LIMIT);
    assertThat(flag(completion, Flags.MEMORY_FLOOD)).contains("150000000 bytes");
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void processorTimeOfAllProcessesTogetherIsLimited() throws Exception {
    LeaseBuilder lease = script("(while :; do :; done) & (while :; do :; done) & wait");
    lease.cpuSeconds = 1;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.CPU_LIMIT);
    assertThat(flag(completion, Flags.CPU_FLOOD)).contains("1 s of processor time");
    assertThat(completion.durationMillis()).isLessThan(10_000);
  }

  @Test
  void filesWithoutANameCount() throws Exception {
    LeaseBuilder lease =
        script("exec 5>hidden; rm hidden; head -c 40000000 /dev/zero >&5; sleep 4734");
    lease.diskBytes = 20_000_000;
    lease.wallClockSeconds = 20;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.DISK_LIMIT);
    assertThat(flag(completion, Flags.DISK_FLOOD)).contains("20000000 bytes");
  }

  @Test
  void aLineWithoutAnEndIsCutLikeAnyOutput() throws Exception {
    LeaseBuilder lease = script("head -c 1000000000 /dev/zero | tr '\\0' x");
    lease.outputBytes = 300_000;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(flag(completion, Flags.OUTPUT_FLOOD)).contains("300000 bytes");
    assertThat(service.logs.get(lease.attempt)).hasSize(300_000).doesNotContain("\n");
  }

  @Test
  void countlessEmptyFilesCount() throws Exception {
    LeaseBuilder lease =
        script("i=0; while :; do i=$((i+1)); : > a$i; : > b$i; : > c$i; : > d$i; done");
    lease.diskBytes = 5_000_000;
    lease.wallClockSeconds = 30;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.DISK_LIMIT);
    assertNothingIsLeft();
  }

  @Test
  void foldersTooDeepToBeLookedAtAreRefusedAndRemoved() throws Exception {
    LeaseBuilder lease =
        script(
            "n=$(printf '%0200d' 0); i=0; while [ $i -lt 60 ]; do mkdir $n; cd $n; i=$((i+1)); done");
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.DISK_LIMIT);
    assertNothingIsLeft();
  }

  @Test
  void outputsLargerThanAllowedAreNotTaken() throws Exception {
    LeaseBuilder lease = script("head -c 3000 /dev/zero > a; head -c 3000 /dev/zero > b");
    lease.produces = List.of("a", "b");
    lease.artifactBytes = 5_000;
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.ARTIFACT_LIMIT);
    assertThat(completion.artifacts()).isEmpty();
  }

  @Test
  void openingABaitIsSeen() throws Exception {
    Completion completion = run(script("cat evaluator/README"));
    assertThat(flag(completion, Flags.SEALED_PATH_READ)).contains("evaluator/README was read");
    assertThat(completion.flags()).hasSize(1);
  }

  @Test
  void turningABaitsClockBackIsSeen() throws Exception {
    Completion completion =
        run(script("cat evaluator/labels.csv; touch -a -d '2020-01-01' evaluator/labels.csv"));
    assertThat(flag(completion, Flags.SEALED_PATH_READ)).contains("evaluator/labels.csv");
  }

  @Test
  void listingIsNoReading() throws Exception {
    assertThat(run(script("ls -lR . > /dev/null; stat evaluator/*")).flags()).isEmpty();
  }

  @Test
  void filesFromTheFutureAreAClockTrick() throws Exception {
    LeaseBuilder lease = script("mkdir model; touch -d '2099-01-01' model/m");
    lease.produces = List.of("model/");
    assertThat(flag(run(lease), Flags.CLOCK_TRICK)).contains("model/m of 2099");
  }

  @Test
  void badMetricLinesAreEvidence() throws Exception {
    Completion completion =
        run(
            script(
                """
                echo '{"key":"accuracy","value":NaN}' >> "$LOOPGATE_METRICS"
                echo '{"key":"loss","value":1,"step":1}' >> "$LOOPGATE_METRICS"
                echo '{"key":"loss","value":2,"step":1}' >> "$LOOPGATE_METRICS"
                echo '{"key":"same","value":1}' >> "$LOOPGATE_METRICS"
                echo '{"key":"same","value":1.0}' >> "$LOOPGATE_METRICS"
                """));
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.metrics()).containsExactly(new MetricPoint("same", "1", 0L));
    assertThat(flag(completion, Flags.BAD_METRIC))
        .contains("NaN", "metric line 3 says loss = 2 at step 1, where another says 1");
  }

  @Test
  void evaluatorThatContradictsItselfFails() throws Exception {
    LeaseBuilder lease =
        script("for v in 1 2; do echo '{\"key\":\"a\",\"value\":'$v'}' >> $LOOPGATE_METRICS; done");
    lease.trusted = true;
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.metrics()).isEmpty();
    assertThat(flag(completion, Flags.BAD_METRIC)).contains("a = 2");
  }

  @Test
  void inputsOfAnEvaluatorAreSmallEnoughOrItDoesNotRun() throws Exception {
    LeaseBuilder lease = script("true");
    lease.trusted = true;
    lease.artifactBytes = 3;
    String input = service.add("weights".getBytes(StandardCharsets.UTF_8));
    lease.inputs = List.of(new Lease.Input("model/m.txt", input));
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.LOST);
    assertThat(completion.detail()).contains("larger than 3 bytes");
  }

  @Test
  void whatACandidateLeavesRunningCannotReachTheEvaluator() throws Exception {
    LeaseBuilder candidate =
        script(
            """
            cat > writer.sh <<'END'
            while :; do for f in $(find / -name metrics.jsonl 2>/dev/null); do
              echo '{"key":"a","value":9}' >> $f; done; sleep 0.1; done
            END
            (setsid sh writer.sh >/dev/null 2>&1 &)
            sleep 0.3
            """);
    assertThat(run(candidate).outcome()).isEqualTo(Outcome.SUCCEEDED);
    LeaseBuilder evaluator =
        script("sleep 1; echo '{\"key\":\"a\",\"value\":1}' >> $LOOPGATE_METRICS");
    evaluator.trusted = true;
    Completion completion = run(evaluator);
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.metrics()).containsExactly(new MetricPoint("a", "1", 0L));
  }

  @Test
  void inputsOfAnEvaluatorAreReadOnly() throws Exception {
    LeaseBuilder lease = script("ls -l model/m.txt | cut -c1-10");
    lease.trusted = true;
    lease.inputs =
        List.of(new Lease.Input("model/m.txt", service.add("w".getBytes(StandardCharsets.UTF_8))));
    assertThat(run(lease).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(lease.attempt)).startsWith("-r--r--r--");
  }
}
