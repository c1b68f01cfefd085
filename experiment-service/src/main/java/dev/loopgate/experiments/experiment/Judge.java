package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.metric.MetricStore;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.Arm;
import dev.loopgate.experiments.run.RunPlan;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.verdict.Decision;
import dev.loopgate.experiments.verdict.InvalidCause;
import dev.loopgate.experiments.verdict.VerdictRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the pairs of a registered experiment until the rules say stop. */
@ApplicationScoped
class Judge {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  private final Conclusions conclusions;
  private final ExperimentTripwires tripwires;
  private final ProgramStore programs;
  private final Runs runs;
  private final MetricStore metrics;
  private final ExperimentConfig config;

  @Inject
  Judge(
      Conclusions conclusions,
      ExperimentTripwires tripwires,
      ProgramStore programs,
      Runs runs,
      MetricStore metrics,
      ExperimentConfig config) {
    this.conclusions = conclusions;
    this.tripwires = tripwires;
    this.programs = programs;
    this.runs = runs;
    this.metrics = metrics;
    this.config = config;
  }

  /** Starts the first pairs of what the record holds, if that is what was registered. */
  void start(Experiment experiment, String loggedDigest) {
    Registration registration = experiment.frozen();
    ProgramSpec spec = programs.spec(experiment.programId, experiment.programVersion).orElseThrow();
    String registrationDigest = requireNonNull(experiment.registrationDigest);
    if (!loggedDigest.equals(registrationDigest)) {
      stop(
          experiment,
          VerdictRule.invalid(
              registration,
              List.of(),
              InvalidCause.recordDiffers(loggedDigest, registrationDigest)),
          Pairs.of(List.of(), Map.of()));
      return;
    }
    experiment.become(ExperimentState.RUNNING);
    runs.follow(Plans.of(registration, spec));
    goOn(experiment, registration, Pairs.of(List.of(), Map.of()));
  }

  void runEnded(Experiment experiment, @Nullable String violation) {
    Registration registration = experiment.frozen();
    Pairs pairs = Pairs.of(runs.of(experiment.id), metrics.last(experiment.id, true));
    String noticed = tripwires.afterRun(registration, experiment.generationId, pairs);
    String invalid = violation == null ? noticed : violation;
    if (invalid != null) {
      stop(experiment, VerdictRule.invalid(registration, pairs.ended(), invalid), pairs);
      return;
    }
    Decision decision = VerdictRule.decide(registration, pairs.ended());
    experiment.pairs = decision.pairs().size();
    experiment.eValue = decision.eValue();
    switch (decision) {
      case Decision.Stop stop -> stop(experiment, stop, pairs);
      case Decision.Continue _ -> goOn(experiment, registration, pairs);
    }
  }

  private void goOn(Experiment experiment, Registration registration, Pairs pairs) {
    if (isBudgetSpent(experiment)) {
      Decision.Stop stop =
          VerdictRule.invalid(registration, pairs.ended(), InvalidCause.budgetSpent());
      stop(experiment, stop, pairs);
      return;
    }
    int wanted = Math.min(registration.maxSeeds(), experiment.pairs + 1 + config.lookAhead());
    RunPlan plan = runs.plan(experiment.id);
    for (int index = pairs.started(); index < wanted; index++) {
      startPair(experiment, plan, index);
    }
  }

  private void startPair(Experiment experiment, RunPlan plan, int index) {
    SeedSecret secret = experiment.secret();
    long seed = secret.seed(experiment.id, index);
    boolean candidateFirst = secret.candidateFirst(experiment.id, index);
    runs.start(plan, Arm.CANDIDATE, index, candidateFirst ? 0 : 1, seed);
    runs.start(plan, Arm.BASELINE, index, candidateFirst ? 1 : 0, seed);
  }

  private boolean isBudgetSpent(Experiment experiment) {
    BigDecimal hours =
        programs
            .currentSpec(experiment.programId)
            .map(ProgramSpec::budget)
            .map(ProgramSpec.Budget::cpuHours)
            .orElse(null);
    if (hours == null) {
      return false;
    }
    BigDecimal seconds = BigDecimal.valueOf(runs.spent(experiment.programId).toSeconds());
    return seconds.compareTo(hours.multiply(SECONDS_PER_HOUR).setScale(0, RoundingMode.DOWN)) >= 0;
  }

  private void stop(Experiment experiment, Decision.Stop stop, Pairs pairs) {
    Registration registration = experiment.frozen();
    Double claimed =
        pairs.claimedEffect(
            metrics.last(experiment.id, false),
            registration.metric(),
            registration.direction(),
            stop.pairs().size());
    tripwires.atVerdict(registration, stop.verdict(), pairs);
    conclusions.conclude(experiment, stop, claimed);
  }
}
