package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.DraftGeneration;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.generation.Generations.Line;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.rollback.Rollbacks;
import dev.loopgate.ideas.workspace.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.temporal.ChronoUnit;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The one place where a program gets its next baseline, whatever people decided on: an idea, other
 * rules, or a return.
 */
@ApplicationScoped
public class AdvanceBaseline {
  private final Generations generations;
  private final ProgramStore programs;
  private final Rollbacks rollbacks;

  @Inject
  AdvanceBaseline(Generations generations, ProgramStore programs, Rollbacks rollbacks) {
    this.generations = generations;
    this.programs = programs;
    this.rollbacks = rollbacks;
  }

  /** The generation after the current one, signed by the people who decided, to be written. */
  public DraftGeneration draft(
      Line line,
      Generation current,
      ObjectId tree,
      Origin origin,
      String message,
      DecisionMade decision) {
    Signature deciders =
        new Signature(
            String.join(" ", decision.deciders()),
            decision.decidedAt().truncatedTo(ChronoUnit.MILLIS));
    return generations.draft(line, tree, current, origin, new Generations.Note(deciders, message));
  }

  /**
   * Makes a generation that was written the current one. The caller holds the lock of the program.
   *
   * @throws IllegalStateException when another was made meanwhile
   */
  @Transactional(TxType.MANDATORY)
  public Generation to(DraftGeneration draft) {
    Generation next = generations.record(draft);
    if (!programs.tryAdvance(next)) {
      throw new IllegalStateException(
          "%s moved on while generation %d was written".formatted(next.program(), next.number()));
    }
    return next;
  }

  /** Ends what asks people to leave another generation than the new one. */
  @Transactional(TxType.MANDATORY)
  public void endQuestions(Generation next) {
    rollbacks.supersede(next);
  }
}
