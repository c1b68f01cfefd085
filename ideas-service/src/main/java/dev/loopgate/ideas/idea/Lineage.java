package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What verdicts and decisions do to ideas. Each method is called in the transaction that moves the
 * position in the peer's feed, and leaves ideas alone that it does not know or that are closed.
 */
@ApplicationScoped
public class Lineage {
  private static final Logger LOG = Logger.getLogger(Lineage.class);

  private final IdeaStore store;
  private final ProgramStore programs;
  private final Generations generations;
  private final GenerationStore generationStore;
  private final Rebase rebase;
  private final Repositories repositories;
  private final FeedStore feed;
  private final Clock clock;

  @Inject
  Lineage(
      IdeaStore store,
      ProgramStore programs,
      Generations generations,
      GenerationStore generationStore,
      Rebase rebase,
      Repositories repositories,
      FeedStore feed,
      Clock clock) {
    this.store = store;
    this.programs = programs;
    this.generations = generations;
    this.generationStore = generationStore;
    this.rebase = rebase;
    this.repositories = repositories;
    this.feed = feed;
    this.clock = clock;
  }

  /** Keeps the verdict; only an improvement stays open for people to decide. */
  public void conclude(ExperimentConcluded concluded) {
    Optional<Idea> idea = lock(concluded.ideaId(), ExperimentConcluded.TYPE);
    if (idea.isEmpty()) {
      return;
    }
    boolean isFirst =
        store.tryConclude(idea.get().id(), concluded.verdict(), concluded.experimentId());
    if (isFirst && concluded.verdict().outcome() != Verdict.Outcome.IMPROVED) {
      String reason =
          "%s: %s".formatted(concluded.verdict().outcome(), concluded.verdict().reason());
      close(idea.get(), Outcome.NOT_IMPROVED, reason, null);
    }
  }

  /** Closes an idea that people refused. */
  public void reject(DecisionMade decision) {
    lock(decision.ideaId(), DecisionMade.TYPE)
        .ifPresent(idea -> close(idea, Outcome.REJECTED, decision.reason(), null));
  }

  /** Makes the idea the next generation, and lays all other open ideas onto that. */
  public void adopt(DecisionMade decision) {
    Optional<Idea> found = lock(decision.ideaId(), DecisionMade.TYPE);
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
    if (!isImproved(idea)) {
      LOG.errorf("Decision %s is refused: %s is not improved.", decision.decisionId(), idea.key());
      return;
    }
    Program program = programs.lock(idea.programId()).orElseThrow();
    Generation current = generationStore.find(program.currentGenerationId()).orElseThrow();
    if (!idea.generationId().equals(current.id())) {
      supersede(program, current, idea);
      return;
    }
    Generation next = merge(program, current, idea, decision);
    close(
        idea,
        Outcome.ADOPTED,
        "Adopted as generation %d by decision %s: %s"
            .formatted(next.number(), decision.decisionId(), decision.reason()),
        null);
    Program moved = programs.lock(program.id()).orElseThrow();
    store.openAgainstOther(program.id(), next.id()).forEach(other -> supersede(moved, next, other));
  }

  /** The evidence comes by another feed than the decision; the decision waits for it. */
  private static boolean isImproved(Idea idea) {
    Verdict verdict = idea.verdict();
    if (verdict == null) {
      throw new IllegalStateException(
          "the verdict on " + idea.key() + " has not arrived yet; its adoption waits for it");
    }
    return verdict.outcome() == Verdict.Outcome.IMPROVED;
  }

  private Generation merge(Program program, Generation current, Idea idea, DecisionMade decision) {
    UUID experiment =
        decision.experimentId() == null ? idea.experimentId() : decision.experimentId();
    Generation next =
        generations.advance(
            program.line(),
            tree(idea),
            current,
            new Generations.Adoption(
                idea.id(), idea.key(), idea.commit(), decision.decisionId(), experiment),
            new Generations.Note(
                new Signature(
                    String.join(" ", decision.deciders()),
                    decision.decidedAt().truncatedTo(ChronoUnit.MILLIS)),
                AdoptionMessage.of(current.number() + 1, idea, decision)));
    programs.advanceTo(next);
    return next;
  }

  private ObjectId tree(Idea idea) {
    try (ProgramRepository repository = repositories.open(idea.program())) {
      return repository.tree(idea.commit());
    }
  }

  private void supersede(Program program, Generation current, Idea idea) {
    Rebase.Result result = rebase.onto(program, current, idea);
    close(idea, Outcome.SUPERSEDED, result.reason(), result.rebasedAs());
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

  private void close(Idea idea, Outcome outcome, String reason, @Nullable UUID rebasedAs) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (store.tryClose(idea.id(), IdeaStatus.of(outcome), reason, rebasedAs, now)) {
      feed.append(
          IdeaClosed.TYPE,
          idea.id(),
          new IdeaClosed(idea.id(), idea.key(), idea.programId(), outcome, reason, rebasedAs, now));
    }
  }
}
