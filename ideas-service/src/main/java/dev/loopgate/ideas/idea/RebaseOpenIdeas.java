package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.intent.CarriesOut;
import dev.loopgate.ideas.intent.Intent;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays all ideas that are still open onto a new generation, as new ideas to test again: oldest
 * first, some at a time, so that proposals and stops come in between.
 */
@ApplicationScoped
class RebaseOpenIdeas implements CarriesOut {
  private static final int AT_ONCE = 25;

  private final ProgramStore programs;
  private final GenerationStore generations;
  private final IdeaRepository repository;
  private final DraftIdea draft;
  private final Rebase rebase;

  @Inject
  RebaseOpenIdeas(
      ProgramStore programs,
      GenerationStore generations,
      IdeaRepository repository,
      DraftIdea draft,
      Rebase rebase) {
    this.programs = programs;
    this.generations = generations;
    this.repository = repository;
    this.draft = draft;
    this.rebase = rebase;
  }

  @Override
  public IntentKind kind() {
    return IntentKind.REBASE;
  }

  @Override
  public Plan plan(Intent intent) {
    Program program = programs.find(intent.programId()).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    List<Idea> ideas = repository.toRepeat(program.id(), current.id(), AT_ONCE);
    if (ideas.isEmpty()) {
      return Plan.nothing();
    }
    Drafts drafts = draft.in(program, current);
    List<Rebase.Result> results = new ArrayList<>();
    return new Plan.Course(
        List.of(
            () -> ideas.forEach(idea -> results.add(rebase.onto(drafts, idea))),
            () -> draft.publish(program)),
        () -> record(results));
  }

  /** Ends at the first that is not as it was: the keys of those behind it count on from it. */
  private Next record(List<Rebase.Result> results) {
    for (Rebase.Result result : results) {
      if (!rebase.record(result)) {
        break;
      }
    }
    return Next.MORE;
  }
}
