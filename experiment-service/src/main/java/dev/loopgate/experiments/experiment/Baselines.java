package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.BaselineMeasured;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.experiments.metric.MetricStore;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.Arm;
import dev.loopgate.experiments.run.Run;
import dev.loopgate.experiments.run.RunPlan;
import dev.loopgate.experiments.run.RunState;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures each new generation alone on fresh seeds. Its noise scales every experiment against it,
 * and the lucky score of the idea that made it is never carried forward.
 */
@ApplicationScoped
class Baselines {
  private final ExperimentRepository experiments;
  private final ProgramStore programs;
  private final Runs runs;
  private final MetricStore metrics;
  private final FeedStore feed;
  private final Secrets secrets;
  private final Ids ids;
  private final Clock clock;
  private final ExperimentConfig config;

  @Inject
  Baselines(
      ExperimentRepository experiments,
      ProgramStore programs,
      Runs runs,
      MetricStore metrics,
      FeedStore feed,
      Secrets secrets,
      Ids ids,
      Clock clock,
      ExperimentConfig config) {
    this.experiments = experiments;
    this.programs = programs;
    this.runs = runs;
    this.metrics = metrics;
    this.feed = feed;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  void measure(GenerationAdvanced generation, ProgramSpec spec) {
    Experiment experiment = open(generation);
    experiments.persistAndFlush(experiment);
    RunPlan plan = Plans.of(experiment.id, generation, spec);
    runs.follow(plan);
    SeedSecret secret = experiment.secret();
    for (int i = 0; i < Math.max(2, config.baselineRuns()); i++) {
      runs.start(plan, Arm.BASELINE, i, 0, secret.seed(experiment.id, i));
    }
  }

  /** What was measured no longer scales anything. */
  void supersede(Experiment measurement) {
    measurement.superseded = true;
    experiments.persistAndFlush(measurement);
  }

  private Experiment open(GenerationAdvanced generation) {
    Experiment experiment =
        Experiment.begin(ids.next(), ExperimentKind.BASELINE, ExperimentState.RUNNING);
    experiment.programId = generation.programId();
    experiment.programName = generation.program();
    experiment.programVersion = generation.programVersion();
    experiment.generationId = generation.generationId();
    experiment.generation = generation.number();
    experiment.minimumIsolation = Isolation.PROCESS;
    experiment.seedSecret = SeedSecret.fresh(secrets).hex();
    experiment.createdAt = clock.instant();
    return experiment;
  }

  /** Concludes the measurement when its last run ended, or at the first that failed. */
  void runEnded(Experiment experiment) {
    List<Run> all = runs.of(experiment.id);
    Run failed =
        all.stream().filter(run -> run.state() == RunState.FAILED).findFirst().orElse(null);
    if (failed != null) {
      fail(experiment, "Baseline run %d failed: %s".formatted(failed.index(), failed.failure()));
    } else if (all.stream().allMatch(run -> run.state() == RunState.SUCCEEDED)) {
      conclude(experiment, all);
    }
  }

  private void fail(Experiment experiment, String reason) {
    Verdict verdict = VerdictRule.neverRegistered(0, reason);
    experiment.verdict = Json.write(verdict);
    experiment.reason = reason;
    end(experiment);
  }

  private void end(Experiment experiment) {
    runs.cancel(experiment.id);
    experiment.become(ExperimentState.CONCLUDED);
    experiment.concludedAt = clock.instant();
    experiment.weakestIsolation = runs.weakestIsolation(experiment.id).orElse(null);
  }

  private void conclude(Experiment experiment, List<Run> all) {
    ProgramSpec spec = programs.spec(experiment.programId, experiment.programVersion).orElseThrow();
    Map<String, BaselineStatistics> statistics = statistics(all, metrics.last(experiment.id, true));
    String unmeasured = Registrar.unmeasured(spec, statistics);
    if (unmeasured != null) {
      fail(
          experiment,
          "The evaluator did not measure %s in every baseline run.".formatted(unmeasured));
      return;
    }
    GenerationAdvanced generation = programs.generation(experiment.generationId).orElseThrow();
    String metric = spec.objective().metric();
    Double remeasured =
        remeasuredEffect(generation, metric, spec.objective().direction(), statistics);
    MeasuredBaseline measured =
        new MeasuredBaseline(metric, statistics, claimedEffect(generation), remeasured);
    experiment.baseline = Json.write(measured);
    end(experiment);
    tell(experiment, measured);
  }

  /** Of each metric that every run measured. */
  static Map<String, BaselineStatistics> statistics(
      List<Run> all, Map<UUID, Map<String, BigDecimal>> measured) {
    Map<String, List<BigDecimal>> values = new TreeMap<>();
    for (Run run : all) {
      measured
          .getOrDefault(run.id(), Map.of())
          .forEach((key, value) -> values.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
    }
    Map<String, BaselineStatistics> statistics = new TreeMap<>();
    values.forEach((key, list) -> {
      if (list.size() == all.size()) {
        statistics.put(key, BaselineStatistics.of(list));
      }
    });
    return statistics;
  }

  private @Nullable Double remeasuredEffect(
      GenerationAdvanced generation,
      String metric,
      Direction direction,
      Map<String, BaselineStatistics> statistics) {
    MeasuredBaseline parent = isMadeByRules(generation) ? null : ofParent(generation);
    if (parent == null || !parent.metrics().containsKey(metric)) {
      return null;
    }
    double before = Objects.requireNonNull(parent.metrics().get(metric)).mean();
    double now = Objects.requireNonNull(statistics.get(metric)).mean();
    return direction == Direction.MAXIMIZE ? now - before : before - now;
  }

  /** What other rules measure cannot be compared with what the old ones did. */
  private static boolean isMadeByRules(GenerationAdvanced generation) {
    return generation.subjectKey() != null && generation.rollsBackTo() == null;
  }

  private @Nullable MeasuredBaseline ofParent(GenerationAdvanced generation) {
    UUID parent = generation.parentId();
    return parent == null
        ? null
        : experiments.baselineOf(parent).map(Experiment::measured).orElse(null);
  }

  private @Nullable Double claimedEffect(GenerationAdvanced generation) {
    UUID idea = generation.ideaId();
    return idea == null
        ? null
        : experiments.ofIdea(idea).map(Experiment::verdict).map(Verdict::effect).orElse(null);
  }

  private void tell(Experiment experiment, MeasuredBaseline measured) {
    BaselineStatistics objective = measured.objective();
    feed.append(
        BaselineMeasured.TYPE,
        experiment.generationId,
        experiment.programId,
        new BaselineMeasured(
            experiment.generationId,
            experiment.programId,
            experiment.generation,
            measured.metric(),
            objective.runs(),
            objective.mean(),
            objective.standardDeviation(),
            objective.noise(),
            measured.claimedEffect(),
            measured.remeasuredEffect(),
            clock.instant()));
  }
}
