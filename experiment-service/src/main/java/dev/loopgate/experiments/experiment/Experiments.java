package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.reviews.RegistrationLogged;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.RunEnded;
import dev.loopgate.experiments.run.Runs;
import dev.loopgate.experiments.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The life of experiments: opened by a clearance, registered when the baseline is known, run when
 * the record has the registration, concluded by the rules. Every step stores its result and its
 * events in one transaction.
 */
@ApplicationScoped
public class Experiments {
  private static final Logger LOG = Logger.getLogger(Experiments.class);

  private final ExperimentRepository experiments;
  private final Baselines baselines;
  private final Judge judge;
  private final Conclusions conclusions;
  private final ProgramStore programs;
  private final Runs runs;
  private final FeedStore feed;
  private final Secrets secrets;
  private final Ids ids;
  private final Clock clock;

  @Inject
  Experiments(
      ExperimentRepository experiments,
      Baselines baselines,
      Judge judge,
      Conclusions conclusions,
      ProgramStore programs,
      Runs runs,
      FeedStore feed,
      Secrets secrets,
      Ids ids,
      Clock clock) {
    this.experiments = experiments;
    this.baselines = baselines;
    this.judge = judge;
    this.conclusions = conclusions;
    this.programs = programs;
    this.runs = runs;
    this.feed = feed;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  /** A program has a new baseline: measure it. */
  @Transactional
  public void generationAdvanced(GenerationAdvanced generation) {
    Optional<ProgramSpec> spec = programs.spec(generation.programId(), generation.programVersion());
    if (spec.isEmpty() || spec.get().stages().isEmpty()) {
      LOG.errorf("Generation %s: its program's rules are unknown or empty", generation.tag());
      return;
    }
    if (experiments.baselineOf(generation.generationId()).isEmpty()) {
      baselines.measure(generation, spec.get());
    }
  }

  /** Opens the experiment of an idea as soon as the idea and its clearance are both known. */
  @Transactional
  public void openIfCleared(UUID ideaId) {
    Optional<IdeaProposed> idea = programs.idea(ideaId);
    Optional<Isolation> minimum = programs.clearance(ideaId);
    if (idea.isEmpty() || minimum.isEmpty()) {
      return;
    }
    if (!programs.isOpen(ideaId) || experiments.ofIdea(ideaId).isPresent()) {
      return;
    }
    Optional<Experiment> baseline =
        experiments.baselineOf(idea.get().generationId()).map(this::locked);
    Experiment experiment = open(idea.get(), minimum.get());
    experiments.persistAndFlush(experiment);
    baseline
        .filter(measurement -> measurement.state.isOver())
        .ifPresent(measurement -> register(experiment, measurement));
  }

  private Experiment open(IdeaProposed idea, Isolation minimum) {
    Experiment experiment = new Experiment();
    experiment.id = ids.next();
    experiment.kind = ExperimentKind.IDEA;
    experiment.state = ExperimentState.WAITING_FOR_BASELINE;
    experiment.programId = idea.programId();
    experiment.programName = idea.program();
    experiment.programVersion = idea.programVersion();
    experiment.generationId = idea.generationId();
    experiment.generation = idea.generation();
    experiment.ideaId = idea.ideaId();
    experiment.ideaKey = idea.key();
    experiment.minimumIsolation = minimum;
    experiment.createdAt = clock.instant();
    return experiment;
  }

  /** Freezes the plan, or says why there cannot be one. */
  private void register(Experiment experiment, Experiment baseline) {
    Optional<ProgramSpec> spec = programs.spec(experiment.programId, experiment.programVersion);
    MeasuredBaseline measured = baseline.measured();
    if (spec.isEmpty()) {
      conclusions.concludeUnregistered(experiment, 0, "The program's rules are unknown.");
    } else if (measured == null) {
      conclusions.concludeUnregistered(
          experiment,
          confidence(spec.get()),
          "The baseline could not be measured. " + baseline.reason);
    } else {
      register(experiment, spec.get(), measured);
    }
  }

  private static double confidence(ProgramSpec spec) {
    return BigDecimal.ONE.subtract(spec.replication().errorRate()).doubleValue();
  }

  private void register(Experiment experiment, ProgramSpec spec, MeasuredBaseline measured) {
    String unmeasured = Registrar.unmeasured(spec, measured.metrics());
    if (unmeasured != null) {
      conclusions.concludeUnregistered(
          experiment,
          confidence(spec),
          "The baseline was measured without %s, which these rules judge by."
              .formatted(unmeasured));
      return;
    }
    SeedSecret secret = SeedSecret.fresh(secrets);
    freeze(experiment, secret, Registrar.freeze(facts(experiment, spec, measured, secret)));
  }

  private Registrar.Facts facts(
      Experiment experiment, ProgramSpec spec, MeasuredBaseline measured, SeedSecret secret) {
    int t = programs.nextRegistration(experiment.programId);
    return new Registrar.Facts(
        experiment.id,
        programs.idea(requireNonNull(experiment.ideaId)).orElseThrow(),
        programs.generation(experiment.generationId).orElseThrow(),
        spec,
        measured.metrics(),
        t,
        programs.adopted(experiment.programId),
        secret.commitment(),
        experiment.minimumIsolation,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void freeze(Experiment experiment, SeedSecret secret, Registration registration) {
    experiment.state = ExperimentState.REGISTERED;
    experiment.seedSecret = secret.hex();
    experiment.registration = Json.write(registration);
    experiment.registrationDigest = Json.digest(registration);
    experiment.registeredAt = registration.registeredAt();
    feed.append(
        ExperimentRegistered.TYPE,
        experiment.id,
        new ExperimentRegistered(registration, experiment.registrationDigest));
  }

  /** The record has the registration: now, and not before, the first runs are made. */
  @Transactional
  public void registrationLogged(RegistrationLogged logged) {
    runs.lock(logged.experimentId());
    Experiment experiment = experiments.findById(logged.experimentId());
    if (experiment == null) {
      LOG.warnf(
          "The record has a registration of experiment %s, which is unknown here",
          logged.experimentId());
    } else if (experiment.state == ExperimentState.REGISTERED) {
      judge.start(experiment, logged.registrationDigest());
    }
  }

  /** Nothing more will happen to an idea: what is not concluded is cancelled. */
  @Transactional
  public void ideaClosed(IdeaClosed closed) {
    experiments
        .ofIdea(closed.ideaId())
        .map(this::locked)
        .filter(experiment -> !experiment.state.isOver())
        .ifPresent(experiment ->
            conclusions.cancel(
                experiment, "The idea is %s: %s".formatted(closed.outcome(), closed.reason())));
  }

  /** The experiment as it is now, and nobody changes it until this transaction ends. */
  private Experiment locked(Experiment experiment) {
    runs.lock(experiment.id);
    experiments.getEntityManager().refresh(experiment);
    return experiment;
  }

  /**
   * Runs in the transaction of the report that ended the run, which holds the experiment's lock.
   */
  void runEnded(@Observes RunEnded ended) {
    Experiment experiment = experiments.findById(ended.experimentId());
    if (experiment == null || experiment.state != ExperimentState.RUNNING) {
      return;
    }
    switch (experiment.kind) {
      case IDEA -> judge.runEnded(experiment, ended.violation());
      case BASELINE -> baselineRunEnded(experiment);
    }
  }

  private void baselineRunEnded(Experiment baseline) {
    baselines.runEnded(baseline);
    if (baseline.state.isOver()) {
      experiments.waitingFor(baseline.generationId).stream()
          .map(this::locked)
          .filter(waiting -> waiting.state == ExperimentState.WAITING_FOR_BASELINE)
          .forEach(waiting -> register(waiting, baseline));
    }
  }
}
