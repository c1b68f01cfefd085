package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.ideas.program.ProgramStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/**
 * Records ideas that are in git: number, row and event. The caller holds the lock of the program.
 */
@ApplicationScoped
class Intake {
  private final IdeaRepository repository;
  private final ProgramStore programs;
  private final FeedStore feed;

  @Inject
  Intake(IdeaRepository repository, ProgramStore programs, FeedStore feed) {
    this.repository = repository;
    this.programs = programs;
    this.feed = feed;
  }

  /**
   * Records ideas that belong together, and answers the first.
   *
   * @throws IllegalStateException when a number is taken: then somebody else had the turn
   */
  @Transactional(TxType.MANDATORY)
  Idea record(List<Idea> drafts) {
    drafts.forEach(this::record);
    return drafts.getFirst();
  }

  private void record(Idea idea) {
    if (!programs.tryNumber(idea.programId, idea.number)) {
      throw new IllegalStateException("the number of " + idea.key + " is taken");
    }
    repository.persist(idea);
    feed.append(IdeaProposed.TYPE, idea.id, idea.programId, idea.toEvent());
  }
}
