package dev.loopgate.ideas.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.DraftGeneration;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.idea.AdvanceBaseline;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.rollback.Rollback;
import dev.loopgate.ideas.rollback.Rollbacks;
import dev.loopgate.ideas.workspace.Overlay;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;

/**
 * Makes older files the baseline, if the generation that they replace is still current. Going back
 * makes a new generation: history is only ever added to. The rules in force and the sealed files of
 * the current generation stay, because changing those is another question.
 */
@Singleton
public class CarryOutRollback extends CarryOut<Rollback> {
  private static final Logger LOG = Logger.getLogger(CarryOutRollback.class);

  private final Rollbacks rollbacks;
  private final GenerationStore generations;
  private final Repositories repositories;
  private final AdvanceBaseline advance;

  @Inject
  CarryOutRollback(
      Rollbacks rollbacks,
      ProgramStore programs,
      GenerationStore generations,
      Repositories repositories,
      AdvanceBaseline advance,
      Clock clock) {
    super(rollbacks, programs, generations, clock);
    this.rollbacks = rollbacks;
    this.generations = generations;
    this.repositories = repositories;
    this.advance = advance;
  }

  @Override
  Plan plan(Rollback rollback, Program program, Generation current, DecisionMade decision) {
    if (!current.id().equals(rollback.generationId())) {
      return Plan.settled(() -> {
        rollbacks.supersede(current);
        return Next.DONE;
      });
    }
    return tree(program, current, rollback)
        .map(tree -> advance(draft(program, current, tree, rollback, decision), rollback, decision))
        .orElseGet(() -> Plan.settled(whileOpen(rollback, () -> doesNotFit(rollback))));
  }

  private Next doesNotFit(Rollback rollback) {
    String reason = "The older files do not fit the sealed files of today.";
    rollbacks.close(rollback, Ending.superseded(reason, now()));
    return Next.DONE;
  }

  private Plan advance(DraftGeneration draft, Rollback rollback, DecisionMade decision) {
    return new Plan.Course(
        draft.steps(),
        whileOpen(
            rollback,
            () -> {
              Generation next = advance.to(draft);
              rollbacks.close(rollback, Ending.applied(decision, next.number(), now()));
              advance.endQuestions(next);
              return Next.REBASE;
            }));
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

  private DraftGeneration draft(
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
    return advance.draft(
        program.line(),
        current,
        tree,
        Origin.rollback(decision.decisionId(), rollback.key(), rollback.toGeneration()),
        DecisionMessage.of(title, facts, decision),
        decision);
  }
}
