package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.run.RunPlan;
import java.util.List;
import java.util.UUID;

/** Derives what runs execute from what was frozen. */
final class Plans {
  private Plans() {}

  static RunPlan of(Registration registration, ProgramSpec spec) {
    return new RunPlan(
        registration.experimentId(),
        registration.programId(),
        registration.ideaId(),
        registration.baselineWorkspace(),
        registration.candidateWorkspace(),
        registration.evaluatorWorkspace(),
        spec.stages(),
        spec.paths().sealed(),
        registration.minimumIsolation(),
        registration.invalidatedBy());
  }

  static RunPlan of(UUID experiment, GenerationAdvanced generation, ProgramSpec spec) {
    return new RunPlan(
        experiment,
        generation.programId(),
        null,
        generation.baselineWorkspace(),
        null,
        generation.evaluatorWorkspace(),
        spec.stages(),
        spec.paths().sealed(),
        Isolation.PROCESS,
        List.of());
  }
}
