package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.intent.Intents;
import dev.loopgate.ideas.program.ProgramStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What verdicts and refusals do to ideas. Each method is called in the transaction that moves the
 * position in the peer's feed, and leaves ideas alone that it does not know or that are closed.
 */
@ApplicationScoped
public class Consequences {
  private static final Logger LOG = Logger.getLogger(Consequences.class);

  private final IdeaRepository repository;
  private final ProgramStore programs;
  private final CloseIdea close;
  private final PassedCanary passedCanary;
  private final RepeatAfterDrift repeat;
  private final Intents intents;

  @Inject
  Consequences(
      IdeaRepository repository,
      ProgramStore programs,
      CloseIdea close,
      PassedCanary passedCanary,
      RepeatAfterDrift repeat,
      Intents intents) {
    this.repository = repository;
    this.programs = programs;
    this.close = close;
    this.passedCanary = passedCanary;
    this.repeat = repeat;
    this.intents = intents;
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
    if (!idea.get().conclude(concluded.verdict(), concluded.experimentId())) {
      return;
    }
    if (repeat.isDue(idea.get(), concluded)) {
      repeat.ask(idea.get());
    } else if (isCanary(idea.get(), concluded) || !isImprovement(concluded.verdict())) {
      String reason =
          "%s: %s".formatted(concluded.verdict().outcome(), concluded.verdict().reason());
      close.as(Outcome.NOT_IMPROVED, idea.get(), reason, null);
    }
    if (concluded.canaryPassed()) {
      passedCanary.passed(idea.get(), concluded);
    }
    intents.hurry(idea.get().programId);
  }

  private static boolean isCanary(Idea idea, ExperimentConcluded concluded) {
    return idea.canary != null || concluded.canary() != null;
  }

  private static boolean isImprovement(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.IMPROVED;
  }

  /** Closes an idea that people refused. */
  public void reject(UUID ideaId, DecisionMade decision) {
    lock(ideaId, DecisionMade.TYPE)
        .ifPresent(idea -> close.as(Outcome.REJECTED, idea, decision.reason(), null));
  }

  private Optional<Idea> lock(UUID ideaId, String event) {
    Optional<Idea> idea = repository.findByIdOptional(ideaId);
    idea.ifPresent(this::lock);
    if (idea.isEmpty()) {
      LOG.warnf("%s is about idea %s, which is not known here.", event, ideaId);
    }
    return idea;
  }

  private void lock(Idea idea) {
    programs.lock(idea.programId);
    repository.refresh(idea);
  }
}
