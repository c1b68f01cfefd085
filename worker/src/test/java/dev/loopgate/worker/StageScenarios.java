package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.flag.Flags;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold in every sandbox. */
abstract class StageScenarios extends RunningWorker {
  @Test
  void reportsOutputsValuesAndLog() throws Exception {
    LeaseBuilder lease =
        script(
            """
            echo "seed $LOOPGATE_SEED stage $LOOPGATE_STAGE"
            mkdir model && echo weights > model/m.txt
            echo '{"key":"accuracy","value":0.9700,"step":3}' >> "$LOOPGATE_METRICS"
            echo '{"key":"rate","value":"0.1"}' >> "$LOOPGATE_PARAMS"
            """);
    lease.produces = List.of("model/");
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.exitCode()).isZero();
    assertThat(completion.isolation()).isEqualTo(label());
    assertThat(completion.metrics()).containsExactly(new MetricPoint("accuracy", "0.9700", 3L));
    assertThat(completion.params()).containsEntry("rate", "0.1");
    assertThat(completion.flags()).isEmpty();
    assertThat(completion.artifacts()).hasSize(1);
    Completion.Artifact artifact = completion.artifacts().getFirst();
    assertThat(artifact.path()).isEqualTo("model/m.txt");
    assertThat(service.content.get(artifact.digest()))
        .isEqualTo("weights\n".getBytes(StandardCharsets.UTF_8));
    assertThat(service.logs.get(lease.attempt)).isEqualTo("seed 42 stage train\n");
    assertThat(service.registrations).isNotEmpty();
    assertNothingIsLeft();
  }

  @Test
  void environmentHoldsNothingOfTheWorkers() throws Exception {
    LeaseBuilder lease = script("env | sed 's/=.*//' | sort | tr '\\n' ' '");
    assertThat(run(lease).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.getOrDefault(lease.attempt, "").split(" "))
        .isSubsetOf(
            "HOME",
            "LANG",
            "LOOPGATE_ATTEMPT",
            "LOOPGATE_METRICS",
            "LOOPGATE_PARAMS",
            "LOOPGATE_SEED",
            "LOOPGATE_STAGE",
            "OLDPWD",
            "PATH",
            "PWD",
            "SHLVL",
            "_");
  }

  @Test
  void javaIsTheOneThatRunsTheWorker() throws Exception {
    LeaseBuilder lease = script("");
    lease.command = List.of("java", "--version");
    assertThat(run(lease).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(lease.attempt))
        .contains(Runtime.version().toString().replaceAll("-LTS$", ""));
  }

  @Test
  void crashIsTheStagesOwnDoing() throws Exception {
    Completion completion = run(script("echo oops >&2; exit 7"));
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.exitCode()).isEqualTo(7);
  }

  @Test
  void missingDeclaredOutputFailsTheStage() throws Exception {
    LeaseBuilder lease = script("true");
    lease.produces = List.of("model/");
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.detail()).contains("model/");
  }

  @Test
  void timeoutEndsTheWholeTree() throws Exception {
    LeaseBuilder lease =
        script(
            """
            trap '' TERM
            sh -c 'sleep 4711 & sleep 4712' &
            (setsid sleep 4713 >/dev/null 2>&1 &)
            sleep 4714
            """);
    lease.wallClockSeconds = 2;
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(completion.exitCode()).isNull();
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void daemonOfAFinishedStageIsEnded() throws Exception {
    Completion completion = run(script("(setsid sleep 4715 >/dev/null 2>&1 &)\nexit 0"));
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void outputFloodIsCut() throws Exception {
    LeaseBuilder lease = script("yes 0123456789");
    lease.outputBytes = 100_000;
    assertThat(run(lease).outcome()).isEqualTo(Outcome.OUTPUT_LIMIT);
    assertThat(service.logs.get(lease.attempt)).hasSize(100_000);
  }

  @Test
  void diskFloodIsCut() throws Exception {
    LeaseBuilder lease =
        script("while true; do dd if=/dev/zero bs=1000000 count=1 >> fill 2>/dev/null; done");
    lease.diskBytes = 20_000_000;
    assertThat(run(lease).outcome()).isEqualTo(Outcome.DISK_LIMIT);
    assertNothingIsLeft();
  }

  @Test
  void quickDiskFloodIsSeenAfterwards() throws Exception {
    LeaseBuilder lease = script("truncate -s 1000000000 hole");
    assertThat(run(lease).outcome()).isEqualTo(Outcome.DISK_LIMIT);
  }

  @Test
  void writesInSealedAndUndeclaredPlacesRaiseFlags() throws Exception {
    Completion completion =
        run(
            script(
                """
                mkdir -p evaluator && echo 'answer' > evaluator/Evaluate.java
                mkdir ../evaluator && echo 'answer' > ../evaluator/Evaluate.java
                echo more >> src/a.txt
                rm stage.sh
                exit 0
                """));
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(flag(completion, Flags.SEALED_PATH_WRITE))
        .contains("evaluator/Evaluate.java", "../evaluator");
    assertThat(flag(completion, Flags.UNDECLARED_WRITE)).contains("src/a.txt", "stage.sh");
  }

  @Test
  void linksAndSpecialFilesAreNoOutputs() throws Exception {
    LeaseBuilder lease =
        script(
            """
            mkdir model && echo good > model/good.txt
            ln -s /etc/hostname model/link
            mkfifo model/pipe
            echo twice > model/one && ln model/one two
            """);
    lease.produces = List.of("model/");
    Completion completion = run(lease);
    assertThat(completion.artifacts())
        .extracting(Completion.Artifact::path)
        .containsExactly("model/good.txt");
    assertThat(flag(completion, Flags.UNSAFE_OUTPUT))
        .contains("model/link", "model/pipe", "model/one");
  }

  @Test
  void folderThatIsALinkIsNotCollected() throws Exception {
    LeaseBuilder lease = script("ln -s /etc model");
    lease.produces = List.of("model/");
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.artifacts()).isEmpty();
    assertThat(flag(completion, Flags.UNSAFE_OUTPUT)).contains("model");
  }

  @Test
  void badMetricLinesAreNotedNotFatal() throws Exception {
    Completion completion =
        run(
            script(
                """
                echo '{"key":"accuracy","value":NaN}' >> "$LOOPGATE_METRICS"
                echo 'garbage' >> "$LOOPGATE_METRICS"
                echo '{"key":"loss","value":1e-3}' >> "$LOOPGATE_METRICS"
                """));
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.metrics()).extracting(MetricPoint::key).containsExactly("loss");
    assertThat(completion.detail()).contains("2 logged lines were passed over");
  }

  @Test
  void metricsFileThatIsALinkIsNotRead() throws Exception {
    Path secret = temporary.resolve("secret");
    Files.writeString(secret, "{\"key\":\"stolen\",\"value\":1}");
    Completion completion = run(script("ln -s %s \"$LOOPGATE_METRICS\"".formatted(secret)));
    assertThat(completion.metrics()).isEmpty();
    assertThat(completion.detail()).contains("is no plain file");
  }

  @Test
  void trustedStageSeesInputsAndMustLeaveItsOwnFilesAlone() throws Exception {
    String input = service.add("weights".getBytes(StandardCharsets.UTF_8));
    LeaseBuilder honest =
        script("cat model/m.txt; echo '{\"key\":\"a\",\"value\":1}' > $LOOPGATE_METRICS");
    honest.trusted = true;
    honest.inputs = List.of(new Lease.Input("model/m.txt", input));
    assertThat(run(honest).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(honest.attempt)).isEqualTo("weights");

    LeaseBuilder changed = script("echo hacked > src/a.txt");
    changed.trusted = true;
    Completion completion = run(changed);
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(flag(completion, Flags.EVALUATOR_CHANGED)).isEqualTo("src/a.txt");
  }

  @Test
  void artifactCannotReplaceAnEvaluatorsFile() throws Exception {
    LeaseBuilder lease = script("true");
    lease.trusted = true;
    lease.inputs = List.of(new Lease.Input("stage.sh", service.add(Json.utf8("echo hacked"))));
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.LOST);
    assertThat(completion.detail()).contains("stage.sh would replace a file of the evaluator");
  }
}
