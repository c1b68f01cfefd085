package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.DraftGeneration;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;

/**
 * Makes an idea that people adopted the next generation, if the one it was tested on is current.
 */
@ApplicationScoped
public class Adoption {
  private static final Logger LOG = Logger.getLogger(Adoption.class);

  private final IdeaRepository ideas;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final AdvanceBaseline advance;
  private final CloseIdea close;
  private final Repositories repositories;

  @Inject
  Adoption(
      IdeaRepository ideas,
      ProgramStore programs,
      GenerationStore generations,
      AdvanceBaseline advance,
      CloseIdea close,
      Repositories repositories) {
    this.ideas = ideas;
    this.programs = programs;
    this.generations = generations;
    this.advance = advance;
    this.close = close;
    this.repositories = repositories;
  }

  /** The program that the decision is to be carried out in; empty when the idea is unknown. */
  public Optional<UUID> program(UUID ideaId) {
    return ideas.findByIdOptional(ideaId).map(idea -> idea.programId);
  }

  /** The evidence comes by another feed than the decision; the decision waits for it. */
  public Plan plan(UUID ideaId, DecisionMade decision) {
    Idea idea = ideas.findByIdOptional(ideaId).orElseThrow();
    Verdict verdict = idea.verdict();
    if (isTooLate(idea, decision) || isRefused(idea, decision)) {
      return Plan.nothing();
    }
    return verdict == null
        ? new Plan.Wait("the verdict on " + idea.key + " has not arrived yet")
        : plan(idea, decision);
  }

  private static boolean isTooLate(Idea idea, DecisionMade decision) {
    boolean isOver = idea.status() != IdeaStatus.OPEN;
    if (isOver) {
      LOG.infof(
          "Decision %s comes too late: %s is %s.", decision.decisionId(), idea.key, idea.status());
    }
    return isOver;
  }

  private static boolean isRefused(Idea idea, DecisionMade decision) {
    Verdict verdict = idea.verdict();
    boolean isImproved = verdict == null || verdict.outcome() == Verdict.Outcome.IMPROVED;
    if (idea.canary == null && isImproved) {
      return false;
    }
    LOG.errorf(
        "Decision %s is refused: %s is %s.",
        decision.decisionId(), idea.key, isImproved ? "a canary" : "not improved");
    return true;
  }

  private Plan plan(Idea idea, DecisionMade decision) {
    Program program = programs.find(idea.programId).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    if (!idea.generationId.equals(current.id())) {
      return Plan.settled(() -> Next.REBASE);
    }
    DraftGeneration next = draft(program, current, idea, decision);
    return new Plan.Course(next.steps(), () -> adopt(idea, next, decision));
  }

  private DraftGeneration draft(
      Program program, Generation current, Idea idea, DecisionMade decision) {
    UUID experiment =
        decision.experimentId() == null ? idea.experimentId() : decision.experimentId();
    return advance.draft(
        program.line(),
        current,
        tree(idea),
        Origin.idea(decision.decisionId(), idea.id, idea.key, experiment, idea.commit),
        AdoptionMessage.of(current.number() + 1, idea, decision),
        decision);
  }

  private ObjectId tree(Idea idea) {
    try (ProgramRepository repository = repositories.open(idea.program)) {
      return repository.tree(idea.commit);
    }
  }

  private Next adopt(Idea idea, DraftGeneration draft, DecisionMade decision) {
    if (isTooLate(ideas.findByIdOptional(idea.id).orElseThrow(), decision)) {
      return Next.DONE;
    }
    Generation next = advance.to(draft);
    String reason =
        "Adopted as generation %d by decision %s: %s"
            .formatted(next.number(), decision.decisionId(), decision.reason());
    close.as(Outcome.ADOPTED, idea, reason, null);
    advance.endQuestions(next);
    return Next.REBASE;
  }
}
