package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.rollback.Rollbacks;
import dev.loopgate.ideas.workspace.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The one place where a program gets its next baseline, whatever people decided on: an idea, other
 * rules, or a return. The caller holds the lock of the program.
 */
@ApplicationScoped
public class AdvanceBaseline {
  private final Generations generations;
  private final ProgramStore programs;
  private final OpenIdeaStore openIdeas;
  private final Rebase rebase;
  private final CloseIdea close;
  private final Rollbacks rollbacks;

  @Inject
  AdvanceBaseline(
      Generations generations,
      ProgramStore programs,
      OpenIdeaStore openIdeas,
      Rebase rebase,
      CloseIdea close,
      Rollbacks rollbacks) {
    this.generations = generations;
    this.programs = programs;
    this.openIdeas = openIdeas;
    this.rebase = rebase;
    this.close = close;
    this.rollbacks = rollbacks;
  }

  /** Makes the generation after the current one, signed by the people who decided. */
  public Generation to(
      Program program,
      Generation current,
      ObjectId tree,
      Generations.Origin origin,
      String message,
      DecisionMade decision) {
    Signature deciders =
        new Signature(
            String.join(" ", decision.deciders()),
            decision.decidedAt().truncatedTo(ChronoUnit.MILLIS));
    Generation next =
        generations.advance(
            program.line(), tree, current, origin, new Generations.Note(deciders, message));
    programs.advanceTo(next);
    return next;
  }

  /** Lays all ideas that are still open onto the new generation, as new ideas to test again. */
  public void rebaseOpen(Generation next) {
    Program moved = programs.lock(next.programId()).orElseThrow();
    openIdeas.againstOther(moved.id(), next.id()).forEach(idea -> supersede(moved, next, idea));
    rollbacks.supersede(next);
  }

  /** Ends an idea against an older generation, and repeats it on the current one. */
  void supersede(Program program, Generation current, Idea idea) {
    if (idea.canary() == CanaryKind.NO_CHANGE) {
      String reason = "Generation %d superseded it.".formatted(current.number());
      close.as(Outcome.SUPERSEDED, idea, reason, null);
      return;
    }
    Rebase.Result result = rebase.onto(program, current, idea);
    close.as(Outcome.SUPERSEDED, idea, result.reason(), result.rebasedAs());
  }
}
