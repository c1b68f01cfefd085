package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.TooEarlyException;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations;
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
 * What verdicts and decisions do to ideas. Each method is called in the transaction that moves the
 * position in the peer's feed, and leaves ideas alone that it does not know or that are closed.
 */
@ApplicationScoped
public class Lineage {
  private static final Logger LOG = Logger.getLogger(Lineage.class);

  private final IdeaStore store;
  private final ProgramStore programs;
  private final GenerationStore generationStore;
  private final AdvanceBaseline advance;
  private final Repositories repositories;
  private final CloseIdea close;
  private final PassedCanary passedCanary;

  @Inject
  Lineage(
      IdeaStore store,
      ProgramStore programs,
      GenerationStore generationStore,
      AdvanceBaseline advance,
      Repositories repositories,
      CloseIdea close,
      PassedCanary passedCanary) {
    this.store = store;
    this.programs = programs;
    this.generationStore = generationStore;
    this.advance = advance;
    this.repositories = repositories;
    this.close = close;
    this.passedCanary = passedCanary;
  }

  /**
   * Keeps the verdict; only the improvement of a real idea stays open for people to decide. What
   * passed a test that cannot be passed honestly has consequences.
   */
  public void conclude(ExperimentConcluded concluded) {
    passedCanary.lockProposer(concluded);
    Optional<Idea> idea = lock(concluded.ideaId(), ExperimentConcluded.TYPE);
    if (idea.isEmpty()) {
      return;
    }
    boolean isFirst =
        store.tryConclude(idea.get().id(), concluded.verdict(), concluded.experimentId());
    if (!isFirst) {
      return;
    }
    if (isCanary(idea.get(), concluded) || !isImprovement(concluded.verdict())) {
      String reason =
          "%s: %s".formatted(concluded.verdict().outcome(), concluded.verdict().reason());
      close.as(Outcome.NOT_IMPROVED, idea.get(), reason, null);
    }
    if (concluded.canaryPassed()) {
      passedCanary.passed(idea.get(), concluded);
    }
  }

  private static boolean isCanary(Idea idea, ExperimentConcluded concluded) {
    return idea.canary() != null || concluded.canary() != null;
  }

  private static boolean isImprovement(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.IMPROVED;
  }

  /** Closes an idea that people refused. */
  public void reject(UUID ideaId, DecisionMade decision) {
    lock(ideaId, DecisionMade.TYPE)
        .ifPresent(idea -> close.as(Outcome.REJECTED, idea, decision.reason(), null));
  }

  /** Makes the idea the next generation, and lays all other open ideas onto that. */
  public void adopt(UUID ideaId, DecisionMade decision) {
    Optional<Idea> found = lock(ideaId, DecisionMade.TYPE);
    if (found.isEmpty()) {
      return;
    }
    Idea idea = found.get();
    if (idea.status() != IdeaStatus.OPEN) {
      LOG.infof(
          "Decision %s comes too late: %s is %s.",
          decision.decisionId(), idea.key(), idea.status());
      return;
    }
    if (idea.canary() != null) {
      LOG.errorf("Decision %s is refused: %s is a canary.", decision.decisionId(), idea.key());
      return;
    }
    if (!isImproved(idea)) {
      LOG.errorf("Decision %s is refused: %s is not improved.", decision.decisionId(), idea.key());
      return;
    }
    Program program = programs.lock(idea.programId()).orElseThrow();
    Generation current = generationStore.find(program.currentGenerationId()).orElseThrow();
    if (!idea.generationId().equals(current.id())) {
      advance.supersede(program, current, idea);
      return;
    }
    Generation next = merge(program, current, idea, decision);
    close.as(
        Outcome.ADOPTED,
        idea,
        "Adopted as generation %d by decision %s: %s"
            .formatted(next.number(), decision.decisionId(), decision.reason()),
        null);
    advance.rebaseOpen(next);
  }

  /** The evidence comes by another feed than the decision; the decision waits for it. */
  private static boolean isImproved(Idea idea) {
    Verdict verdict = idea.verdict();
    if (verdict == null) {
      throw new TooEarlyException("the verdict on " + idea.key());
    }
    return isImprovement(verdict);
  }

  private Generation merge(Program program, Generation current, Idea idea, DecisionMade decision) {
    UUID experiment =
        decision.experimentId() == null ? idea.experimentId() : decision.experimentId();
    return advance.to(
        program,
        current,
        tree(idea),
        Generations.Origin.idea(
            decision.decisionId(), idea.id(), idea.key(), experiment, idea.commit()),
        AdoptionMessage.of(current.number() + 1, idea, decision),
        decision);
  }

  private ObjectId tree(Idea idea) {
    try (ProgramRepository repository = repositories.open(idea.program())) {
      return repository.tree(idea.commit());
    }
  }

  private Optional<Idea> lock(UUID ideaId, String event) {
    Optional<Idea> idea =
        store
            .find(ideaId)
            .flatMap(i -> programs.lock(i.programId()))
            .flatMap(p -> store.find(ideaId));
    if (idea.isEmpty()) {
      LOG.warnf("%s is about idea %s, which is not known here.", event, ideaId);
    }
    return idea;
  }
}
