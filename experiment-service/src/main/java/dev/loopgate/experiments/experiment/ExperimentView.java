package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.experiments.run.RunCounts;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it is shown.
 *
 * @param pairs pairs that were judged
 * @param tripwires what fired, one entry for each kind
 * @param canary what the idea was a test of; shown to people only, and only after the conclusion
 * @param canaryPassed whether a test that must fail passed; shown like {@code canary}
 * @param reason why it ended as it did, in words
 * @param blockedBy why nothing of it can run now, in words; null when something can
 */
public record ExperimentView(
    @Schema(required = true) UUID id,
    @Schema(required = true) ExperimentKind kind,
    @Schema(required = true) String program,
    @Nullable String ideaKey,
    @Nullable UUID ideaId,
    @Schema(required = true) UUID generationId,
    @Schema(required = true) int generation,
    @Schema(required = true) ExperimentState state,
    @Nullable Registration registration,
    @Nullable String registrationDigest,
    @Schema(required = true) int pairs,
    @Nullable String eValue,
    @Nullable String threshold,
    @Nullable Verdict verdict,
    @Nullable String evidenceDigest,
    @Nullable Isolation weakestIsolation,
    @Schema(required = true) int runsStarted,
    @Schema(required = true) int runsDone,
    @Schema(required = true) int flags,
    @Schema(required = true) List<Tripwire> tripwires,
    @Nullable CanaryKind canary,
    @Nullable Boolean canaryPassed,
    @Nullable Double claimedEffect,
    @Nullable BaselineView baseline,
    @Nullable String reason,
    @Nullable String blockedBy,
    @Schema(required = true) Instant createdAt,
    @Nullable Instant registeredAt,
    @Nullable Instant concludedAt) {

  /** The measurement of a generation. */
  public record BaselineView(
      String metric,
      int runs,
      double mean,
      double standardDeviation,
      double noise,
      @Nullable Double claimedEffect,
      @Nullable Double remeasuredEffect) {

    static @Nullable BaselineView from(@Nullable MeasuredBaseline measured) {
      if (measured == null) {
        return null;
      }
      BaselineStatistics objective = measured.objective();
      return new BaselineView(
          measured.metric(),
          objective.runs(),
          objective.mean(),
          objective.standardDeviation(),
          objective.noise(),
          measured.claimedEffect(),
          measured.remeasuredEffect());
    }
  }

  public ExperimentView {
    tripwires = List.copyOf(tripwires);
  }

  /**
   * From the row and what stands elsewhere.
   *
   * @param toPerson whether a person looks
   */
  static ExperimentView from(
      Experiment experiment,
      RunCounts counts,
      List<Tripwire> tripwires,
      @Nullable String blockedBy,
      boolean toPerson) {
    boolean showsCanary = toPerson && experiment.state() == ExperimentState.CONCLUDED;
    Registration registration = experiment.registration();
    return new ExperimentView(
        experiment.id,
        experiment.kind,
        experiment.programName,
        experiment.ideaKey,
        experiment.ideaId,
        experiment.generationId,
        experiment.generation,
        experiment.state(),
        registration,
        experiment.registrationDigest,
        experiment.pairs,
        experiment.eValue,
        registration == null ? null : registration.threshold(),
        experiment.verdict(),
        experiment.evidenceDigest,
        experiment.weakestIsolation,
        counts.started(),
        counts.done(),
        counts.flags(),
        tripwires,
        showsCanary ? experiment.canary : null,
        showsCanary ? experiment.canaryPassed : null,
        experiment.claimedEffect,
        BaselineView.from(experiment.measured()),
        experiment.reason,
        blockedBy,
        experiment.createdAt,
        experiment.registeredAt,
        experiment.concludedAt);
  }
}
