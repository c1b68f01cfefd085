package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.program.ProgramStore.Version;
import dev.loopgate.experiments.run.Flags;
import dev.loopgate.experiments.run.RunCounts;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.run.Sight;
import dev.loopgate.experiments.worker.WorkerStore;
import dev.loopgate.experiments.worker.WorkerView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts together what is shown of experiments. */
@ApplicationScoped
class ExperimentViews {
  private final Runs runs;
  private final Flags flags;
  private final ProgramStore programs;
  private final WorkerStore workers;
  private final Sight sight;

  @Inject
  ExperimentViews(Runs runs, Flags flags, ProgramStore programs, WorkerStore workers, Sight sight) {
    this.runs = runs;
    this.flags = flags;
    this.programs = programs;
    this.workers = workers;
    this.sight = sight;
  }

  List<ExperimentView> of(List<Experiment> experiments, boolean toPerson) {
    List<UUID> ids = experiments.stream().map(experiment -> experiment.id).toList();
    Map<UUID, RunCounts> counts = runs.counts(ids, sight.shown());
    Map<UUID, List<Tripwire>> tripwires = flags.tripwires(ids, sight.shown());
    Map<UUID, String> blockades = blockades(experiments);
    return experiments.stream()
        .map(experiment ->
            ExperimentView.from(
                experiment,
                counts.getOrDefault(experiment.id, RunCounts.NONE),
                tripwires.getOrDefault(experiment.id, List.of()),
                blockades.get(experiment.id),
                toPerson))
        .toList();
  }

  /** Absent where nothing is in the way. */
  private Map<UUID, String> blockades(List<Experiment> experiments) {
    List<Experiment> open =
        experiments.stream().filter(experiment -> !experiment.state().isOver()).toList();
    List<WorkerView> live = open.isEmpty() ? List.of() : workers.live();
    Map<Version, ProgramSpec> specs = specs(open);
    Map<UUID, String> blockades = new HashMap<>();
    for (Experiment experiment : open) {
      ProgramSpec spec = specs.get(version(experiment));
      String blockade =
          Blockade.of(
              experiment.kind,
              experiment.minimumIsolation,
              spec == null ? List.of() : spec.stages(),
              live);
      if (blockade != null) {
        blockades.put(experiment.id, blockade);
      }
    }
    return blockades;
  }

  private Map<Version, ProgramSpec> specs(List<Experiment> open) {
    Set<Version> versions = open.stream().map(ExperimentViews::version).collect(Collectors.toSet());
    return versions.isEmpty() ? Map.of() : programs.specs(versions);
  }

  private static Version version(Experiment experiment) {
    return new Version(experiment.programId, experiment.programVersion);
  }
}
