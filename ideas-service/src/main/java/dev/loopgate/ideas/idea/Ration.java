package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.ProgramSpec.Budget;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.program.Program;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Keeps one proposer from spending what belongs to all: every idea takes a share of the program's
 * error budget for ever, so nobody may have too many under way. An agent's ideas count for its
 * sponsor, because anybody can have many agents.
 */
@ApplicationScoped
class Ration {
  private static final int USUAL = 50;

  private final IdeaStore store;

  @Inject
  Ration(IdeaStore store) {
    this.store = store;
  }

  /** Refuses one more idea of who has enough. The caller holds the lock of the program. */
  void require(Program locked, Provenance provenance) {
    String sponsor = provenance.sponsor();
    String person = sponsor == null ? provenance.principal() : sponsor;
    int open = store.undecidedOf(person, locked.id());
    if (open >= most(locked)) {
      throw IdeaProblems.tooManyOpen(person, open, locked);
    }
  }

  private static int most(Program program) {
    Budget budget = program.spec().budget();
    Integer most = budget == null ? null : budget.openIdeasPerProposer();
    return most == null ? USUAL : most;
  }
}
