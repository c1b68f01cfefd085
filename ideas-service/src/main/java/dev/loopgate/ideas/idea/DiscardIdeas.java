package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.program.ProgramStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * Closes the ideas that a kill discards: those without a verdict. What was found out about the
 * others is kept, and people may still decide about it after a resumption.
 */
@ApplicationScoped
public class DiscardIdeas {
  private final OpenIdeaStore openIdeas;
  private final ProgramStore programs;
  private final CloseIdea close;

  @Inject
  DiscardIdeas(OpenIdeaStore openIdeas, ProgramStore programs, CloseIdea close) {
    this.openIdeas = openIdeas;
    this.programs = programs;
    this.close = close;
  }

  /** Locks programs in the order of their ids, as everybody does who needs several. */
  @Transactional(TxType.MANDATORY)
  public void of(StopChanged kill) {
    openIdeas.programsWithUndecided(kill.programId()).forEach(programs::lock);
    String reason =
        "%s (KILL by %s) discarded it: %s The same change may be proposed again after the resumption."
            .formatted(kill.key(), kill.stoppedBy(), kill.reason());
    for (Idea idea : openIdeas.undecided(kill.programId())) {
      openIdeas.discard(idea.id(), kill.key());
      close.as(Outcome.REJECTED, idea, reason, null);
    }
  }
}
