package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.feed.TooEarlyException;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.reviews.RegistrationLogged;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.RunEnded;
import dev.loopgate.experiments.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
  private final Registrations registrations;
  private final Judge judge;
  private final ExperimentTripwires tripwires;
  private final Conclusions conclusions;
  private final ProgramStore programs;
  private final Runs runs;
  private final Ids ids;
  private final Clock clock;

  @Inject
  Experiments(
      ExperimentRepository experiments,
      Baselines baselines,
      Registrations registrations,
      Judge judge,
      ExperimentTripwires tripwires,
      Conclusions conclusions,
      ProgramStore programs,
      Runs runs,
      Ids ids,
      Clock clock) {
    this.experiments = experiments;
    this.baselines = baselines;
    this.registrations = registrations;
    this.judge = judge;
    this.tripwires = tripwires;
    this.conclusions = conclusions;
    this.programs = programs;
    this.runs = runs;
    this.ids = ids;
    this.clock = clock;
  }

  /** A program has a new baseline: measure it. */
  @Transactional
  public void generationAdvanced(GenerationAdvanced generation) {
    ProgramSpec spec = spec(generation);
    if (spec.stages().isEmpty()) {
      LOG.errorf("Generation %s: its program's rules have no stages", generation.tag());
      return;
    }
    if (experiments.baselineOf(generation.generationId()).isEmpty()) {
      baselines.measure(generation, spec);
    }
  }

  private ProgramSpec spec(GenerationAdvanced generation) {
    return programs
        .spec(generation.programId(), generation.programVersion())
        .orElseThrow(() ->
            new TooEarlyException(
                "version %d of program %s"
                    .formatted(generation.programVersion(), generation.program())));
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
        .filter(measurement -> measurement.state().isOver())
        .ifPresent(measurement -> registrations.register(experiment, measurement));
  }

  private Experiment open(IdeaProposed idea, Isolation minimum) {
    Experiment experiment =
        Experiment.begin(ids.next(), ExperimentKind.IDEA, ExperimentState.WAITING_FOR_BASELINE);
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

  /** The record has the registration: now, and not before, the first runs are made. */
  @Transactional
  public void registrationLogged(RegistrationLogged logged) {
    runs.lock(logged.experimentId());
    Experiment experiment = experiments.findById(logged.experimentId());
    if (experiment == null) {
      LOG.warnf(
          "The record has a registration of experiment %s, which is unknown here",
          logged.experimentId());
    } else if (experiment.state() == ExperimentState.REGISTERED) {
      judge.start(experiment, logged.registrationDigest());
    }
  }

  /** Nothing more will happen to an idea: what is not concluded is cancelled. */
  @Transactional
  public void ideaClosed(IdeaClosed closed) {
    experiments
        .ofIdea(closed.ideaId())
        .map(this::locked)
        .filter(experiment -> !experiment.state().isOver())
        .ifPresent(experiment ->
            conclusions.cancel(
                experiment, "The idea is %s: %s".formatted(closed.outcome(), closed.reason())));
  }

  /**
   * A kill discards what waits. Measuring a generation is no idea's work: without it, nothing could
   * ever run again, so that is only stopped.
   */
  @Transactional
  public void discard(StopChanged kill) {
    experiments.openIdeas(kill.programId()).stream()
        .map(this::locked)
        .filter(experiment -> !experiment.state().isOver())
        .forEach(experiment ->
            conclusions.cancel(
                experiment, "%s discarded it: %s".formatted(kill.key(), kill.reason())));
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
    if (!ended.isPairEnded() && ended.violation() == null) {
      return; // all that is judged are pairs
    }
    Experiment experiment = experiments.findById(ended.experimentId());
    if (experiment == null || experiment.state() != ExperimentState.RUNNING) {
      return;
    }
    switch (experiment.kind) {
      case IDEA -> ideaRunEnded(experiment, ended.violation());
      case BASELINE -> baselineRunEnded(experiment);
    }
  }

  /** A generation that is not what it was is measured again for all that come after. */
  private void ideaRunEnded(Experiment experiment, @Nullable String violation) {
    judge.runEnded(experiment, violation);
    if (experiment.state().isOver() && tripwires.sawDrift(experiment.id)) {
      GenerationAdvanced generation = programs.generation(experiment.generationId).orElseThrow();
      experiments.baselineOf(experiment.generationId).ifPresent(baselines::supersede);
      baselines.measure(generation, spec(generation));
    }
  }

  private void baselineRunEnded(Experiment baseline) {
    baselines.runEnded(baseline);
    if (baseline.state().isOver()) {
      experiments.waitingFor(baseline.generationId).stream()
          .map(this::locked)
          .filter(waiting -> waiting.state() == ExperimentState.WAITING_FOR_BASELINE)
          .forEach(waiting -> registrations.register(waiting, baseline));
    }
  }
}
