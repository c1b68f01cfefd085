package dev.loopgate.experiments.run;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every run of an experiment executes, frozen with the first of them.
 *
 * @param candidateWorkspace null when there is no candidate arm
 * @param sealed glob patterns that untrusted stages must not write
 * @param invalidatedBy kinds of flags of the candidate that end the experiment
 */
public record RunPlan(
    UUID experimentId,
    UUID programId,
    @Nullable UUID ideaId,
    String baselineWorkspace,
    @Nullable String candidateWorkspace,
    String evaluatorWorkspace,
    List<Stage> stages,
    List<String> sealed,
    Isolation minimumIsolation,
    List<String> invalidatedBy) {
  @SuppressWarnings("ConstantValue") // plans that were stored earlier lack the later parts
  public RunPlan {
    invalidatedBy = invalidatedBy == null ? List.of() : List.copyOf(invalidatedBy);
    stages = List.copyOf(stages);
    sealed = List.copyOf(sealed);
  }

  /** Whether a stage must run on another machine than those before it. */
  boolean replicates() {
    return stages.stream().anyMatch(Stage::replicate);
  }

  /** A trusted stage never runs from the candidate's tree. */
  String workspace(Stage stage, Arm arm) {
    if (stage.trusted()) {
      return evaluatorWorkspace;
    }
    return switch (arm) {
      case BASELINE -> baselineWorkspace;
      case CANDIDATE -> requireNonNull(candidateWorkspace);
    };
  }
}
