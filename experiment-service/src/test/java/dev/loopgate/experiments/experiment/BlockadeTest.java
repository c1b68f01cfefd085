package dev.loopgate.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.experiments.worker.WorkerView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockadeTest {
  private static final List<Stage> ALONE = List.of(stage("train", false), stage("evaluate", false));
  private static final List<Stage> REPLICATED =
      List.of(stage("train", false), stage("evaluate", true));

  @Test
  void nobodyIsHere() {
    assertThat(why(Isolation.PROCESS, ALONE)).contains("No worker");
  }

  @Test
  void strongestWorkerIsTooWeak() {
    assertThat(
            why(
                Isolation.HARDENED,
                ALONE,
                worker("m1", Isolation.PROCESS, "a"),
                worker("m2", Isolation.BUBBLEWRAP, "a")))
        .isEqualTo(
            "The clearance demands HARDENED isolation; the strongest worker here offers BUBBLEWRAP.");
  }

  @Test
  void replicationNeedsTwoMachinesOfOneClassThatAreStrongEnough() {
    WorkerView strong = worker("m1", Isolation.BUBBLEWRAP, "a");
    assertThat(why(Isolation.PROCESS, REPLICATED, strong, worker("m1", Isolation.HARDENED, "a")))
        .contains("Stage evaluate")
        .contains("another machine");
    assertThat(why(Isolation.PROCESS, REPLICATED, strong, worker("m2", Isolation.HARDENED, "b")))
        .contains("another machine");
    assertThat(why(Isolation.BUBBLEWRAP, REPLICATED, strong, worker("m2", Isolation.PROCESS, "a")))
        .contains("another machine");
    assertThat(why(Isolation.BUBBLEWRAP, REPLICATED, strong, worker("m2", Isolation.HARDENED, "a")))
        .isNull();
  }

  @Test
  void oneWorkerIsEnoughForAllElse() {
    assertThat(why(Isolation.PROCESS, ALONE, worker("m1", Isolation.PROCESS, "a"))).isNull();
    List<Stage> first = List.of(stage("train", true), stage("evaluate", false));
    assertThat(why(Isolation.PROCESS, first, worker("m1", Isolation.PROCESS, "a"))).isNull();
  }

  private static @Nullable String why(
      Isolation demanded, List<Stage> stages, WorkerView... workers) {
    return Blockade.of(ExperimentKind.IDEA, demanded, stages, List.of(workers));
  }

  private static WorkerView worker(String machine, Isolation isolation, String workerClass) {
    return new WorkerView(
        "w-" + machine, machine, isolation, 1, workerClass, Instant.EPOCH, Instant.EPOCH);
  }

  private static Stage stage(String name, boolean replicate) {
    return new Stage(name, List.of("true"), List.of(), List.of(), false, "1m", replicate);
  }
}
