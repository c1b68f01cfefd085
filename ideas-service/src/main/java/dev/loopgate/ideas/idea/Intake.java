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
  private final IdeaStore store;
  private final ProgramStore programs;
  private final FeedStore feed;

  @Inject
  Intake(IdeaStore store, ProgramStore programs, FeedStore feed) {
    this.store = store;
    this.programs = programs;
    this.feed = feed;
  }

  /**
   * Records ideas that belong together, and answers the first.
   *
   * @throws IllegalStateException when a number is taken: then somebody else had the turn
   */
  @Transactional(TxType.MANDATORY)
  Idea record(List<Draft> drafts) {
    drafts.forEach(this::record);
    return drafts.getFirst().idea();
  }

  private void record(Draft draft) {
    Idea idea = draft.idea();
    if (!programs.tryNumber(idea.programId(), idea.number())) {
      throw new IllegalStateException("the number of " + idea.key() + " is taken");
    }
    store.insert(idea, draft.patch());
    feed.append(IdeaProposed.TYPE, idea.id(), idea.programId(), idea.toEvent());
  }
}
