package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.experiments.worker.WorkerView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says why the workers that are here cannot run an experiment, so that nobody waits in vain. Pure.
 */
final class Blockade {
  private Blockade() {}

  /**
   * In words; null when the workers will do.
   *
   * @param live workers that were seen lately
   */
  static @Nullable String of(
      ExperimentKind kind, Isolation demanded, List<Stage> stages, List<WorkerView> live) {
    Isolation strongest =
        live.stream().map(WorkerView::isolation).max(Comparator.naturalOrder()).orElse(null);
    if (strongest == null) {
      return "No worker was seen within the last minute.";
    }
    if (strongest.compareTo(demanded) < 0) {
      return "%s demands %s isolation; the strongest worker here offers %s."
          .formatted(
              kind == ExperimentKind.IDEA ? "The clearance" : "The measurement",
              demanded,
              strongest);
    }
    return secondMachineMissing(
        stages, live.stream().filter(w -> w.isolation().compareTo(demanded) >= 0).toList());
  }

  private static @Nullable String secondMachineMissing(List<Stage> stages, List<WorkerView> able) {
    return stages.stream()
        .skip(1)
        .filter(Stage::replicate)
        .findFirst()
        .filter(stage -> !hasTwoMachines(able))
        .map(stage ->
            "Stage %s runs on another machine than the stages before it; no class of workers here has two."
                .formatted(stage.name()))
        .orElse(null);
  }

  private static boolean hasTwoMachines(List<WorkerView> able) {
    Map<String, Set<String>> machines =
        able.stream()
            .collect(
                Collectors.groupingBy(
                    WorkerView::workerClass,
                    Collectors.mapping(
                        WorkerView::machine, Collectors.toCollection(HashSet::new))));
    return machines.values().stream().anyMatch(of -> of.size() > 1);
  }
}
