package dev.loopgate.ideas.decision;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.idea.AdvanceBaseline;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.rollback.Rollback;
import dev.loopgate.ideas.rollback.Rollbacks;
import dev.loopgate.ideas.workspace.Globs;
import dev.loopgate.ideas.workspace.Overlay;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;

/**
 * Carries out what people decided on a rollback, in the transaction that moves the position in the
 * feed. Going back makes a new generation: history is only ever added to. The rules in force and
 * the sealed files of the current generation stay, because changing those is another question.
 */
@ApplicationScoped
public class CarryOutRollback {
  private static final Logger LOG = Logger.getLogger(CarryOutRollback.class);

  private final Rollbacks rollbacks;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final Repositories repositories;
  private final AdvanceBaseline advance;
  private final Clock clock;

  @Inject
  CarryOutRollback(
      Rollbacks rollbacks,
      ProgramStore programs,
      GenerationStore generations,
      Repositories repositories,
      AdvanceBaseline advance,
      Clock clock) {
    this.rollbacks = rollbacks;
    this.programs = programs;
    this.generations = generations;
    this.repositories = repositories;
    this.advance = advance;
    this.clock = clock;
  }

  /** Ends a rollback that people refused. */
  public void reject(UUID rollbackId, DecisionMade decision) {
    open(rollbackId, decision)
        .ifPresent(rollback -> rollbacks.close(rollback, Ending.rejected(decision, now())));
  }

  /** Makes the older files the baseline if the generation that they replace is still current. */
  public void apply(UUID rollbackId, DecisionMade decision) {
    open(rollbackId, decision).ifPresent(rollback -> apply(rollback, decision));
  }

  private void apply(Rollback rollback, DecisionMade decision) {
    Program program = programs.lock(rollback.programId()).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    if (!current.id().equals(rollback.generationId())) {
      rollbacks.supersede(current);
      return;
    }
    Optional<ObjectId> tree = tree(program, current, rollback);
    if (tree.isEmpty()) {
      String reason = "The older files do not fit the sealed files of today.";
      rollbacks.close(rollback, Ending.superseded(reason, now()));
      return;
    }
    Generation next = generation(program, current, tree.get(), rollback, decision);
    rollbacks.close(rollback, Ending.applied(decision, next.number(), now()));
    advance.rebaseOpen(next);
  }

  private Optional<ObjectId> tree(Program program, Generation current, Rollback rollback) {
    Generation older = generations.find(rollback.toGenerationId()).orElseThrow();
    Globs sealed = Globs.of(program.spec().paths().sealed());
    try (ProgramRepository repository = repositories.open(program.name())) {
      return Optional.of(
          Overlay.of(
              repository,
              repository.tree(older.commit()),
              repository.tree(current.commit()),
              sealed::match));
    } catch (ProblemException e) {
      LOG.warnf("%s cannot be done: %s", rollback.key(), e.getMessage());
      return Optional.empty();
    }
  }

  private Generation generation(
      Program program,
      Generation current,
      ObjectId tree,
      Rollback rollback,
      DecisionMade decision) {
    String facts =
        "Rollback: %s %s\nRolls-back-to: generation %d\nProposed-by: %s\nAsked-because: %s"
            .formatted(
                rollback.key(),
                rollback.id(),
                rollback.toGeneration(),
                rollback.proposedBy(),
                rollback.why().replaceAll("\\s+", " "));
    String title =
        "Generation %d of %s: back to generation %d"
            .formatted(current.number() + 1, program.name(), rollback.toGeneration());
    return advance.to(
        program,
        current,
        tree,
        Origin.rollback(decision.decisionId(), rollback.key(), rollback.toGeneration()),
        DecisionMessage.of(title, facts, decision),
        decision);
  }

  private Optional<Rollback> open(UUID rollbackId, DecisionMade decision) {
    Optional<Rollback> rollback = rollbacks.lock(rollbackId);
    if (rollback.isEmpty()) {
      LOG.warnf(
          "Decision %s is about rollback %s, unknown here.", decision.decisionId(), rollbackId);
    }
    return rollback.filter(Rollback::isOpen);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
