package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Evidence;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.Flags;
import dev.loopgate.experiments.run.RunCounts;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.run.Shown;
import dev.loopgate.experiments.verdict.Decision;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends experiments on ideas: seals verdict and evidence, tells it, and frees what still runs. */
@ApplicationScoped
class Conclusions {
  private final Runs runs;
  private final Flags flags;
  private final ProgramStore programs;
  private final FeedStore feed;
  private final Clock clock;

  @Inject
  Conclusions(Runs runs, Flags flags, ProgramStore programs, FeedStore feed, Clock clock) {
    this.runs = runs;
    this.flags = flags;
    this.programs = programs;
    this.feed = feed;
    this.clock = clock;
  }

  void conclude(Experiment experiment, Decision.Stop stop, @Nullable Double claimedEffect) {
    Evidence evidence =
        new Evidence(
            requireNonNull(experiment.registrationDigest), experiment.secret().hex(), stop.pairs());
    seal(experiment, stop.verdict(), evidence, claimedEffect);
  }

  /** Nothing was registered, so no error budget was spent and there is no secret to reveal. */
  void concludeUnregistered(Experiment experiment, double confidence, String reason) {
    Verdict verdict = VerdictRule.neverRegistered(confidence, reason);
    seal(experiment, verdict, new Evidence("", "", List.of()), null);
  }

  private void seal(
      Experiment experiment, Verdict ruled, Evidence evidence, @Nullable Double claimedEffect) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    CanaryKind canary = canary(experiment);
    Verdict verdict = Canary.sealed(canary, ruled);
    experiment.canary = canary;
    experiment.canaryPassed = Canary.passed(canary, ruled);
    runs.cancel(experiment.id);
    experiment.become(ExperimentState.CONCLUDED);
    experiment.concludedAt = now;
    experiment.verdict = Json.write(verdict);
    experiment.reason = verdict.reason();
    experiment.pairs = verdict.pairs();
    experiment.eValue = verdict.eValue();
    experiment.evidence = Json.write(evidence);
    experiment.evidenceDigest = Json.digest(evidence);
    experiment.weakestIsolation = runs.weakestIsolation(experiment.id).orElse(null);
    experiment.claimedEffect = claimedEffect;
    tell(experiment, verdict, evidence, now);
  }

  private @Nullable CanaryKind canary(Experiment experiment) {
    return Canary.of(
        programs.idea(requireNonNull(experiment.ideaId)).orElse(null),
        programs.spec(experiment.programId, experiment.programVersion).orElse(null));
  }

  private void tell(Experiment experiment, Verdict verdict, Evidence evidence, Instant now) {
    RunCounts counts =
        runs.counts(List.of(experiment.id), Shown.ALL).getOrDefault(experiment.id, RunCounts.NONE);
    feed.append(
        ExperimentConcluded.TYPE,
        experiment.id,
        experiment.programId,
        new ExperimentConcluded(
            experiment.id,
            requireNonNull(experiment.ideaId),
            requireNonNull(experiment.ideaKey),
            experiment.programId,
            experiment.generationId,
            experiment.generation,
            verdict,
            evidence,
            requireNonNull(experiment.evidenceDigest),
            experiment.weakestIsolation,
            counts.started(),
            counts.flags(),
            experiment.claimedEffect,
            flags
                .tripwires(List.of(experiment.id), Shown.ALL)
                .getOrDefault(experiment.id, List.of()),
            experiment.canary,
            experiment.canaryPassed,
            now));
  }

  /** Nobody needs the answer any more; there will be no verdict. */
  void cancel(Experiment experiment, String reason) {
    runs.cancel(experiment.id);
    experiment.become(ExperimentState.CANCELLED);
    experiment.reason = reason;
    experiment.concludedAt = clock.instant();
  }
}
