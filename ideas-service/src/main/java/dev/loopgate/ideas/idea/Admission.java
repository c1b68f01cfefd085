package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.access.Revocations;
import dev.loopgate.ideas.people.People;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.quarantine.Quarantines;
import dev.loopgate.ideas.stop.Stops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Whether a proposal is taken in. Asked before anything is written, and again in the transaction
 * that records it.
 */
@ApplicationScoped
class Admission {
  private final ProgramStore programs;
  private final IdeaRepository repository;
  private final Quarantines quarantines;
  private final Ration ration;
  private final Stops stops;
  private final Revocations revocations;
  private final People people;

  @Inject
  Admission(
      ProgramStore programs,
      IdeaRepository repository,
      Quarantines quarantines,
      Ration ration,
      Stops stops,
      Revocations revocations,
      People people) {
    this.programs = programs;
    this.repository = repository;
    this.quarantines = quarantines;
    this.ration = ration;
    this.stops = stops;
    this.revocations = revocations;
    this.people = people;
  }

  /** Refuses who may not propose anything now. */
  @Transactional
  void requireWelcome(Program program, Principal principal) {
    people.requireSponsor(principal);
    quarantines.requireFree(principal);
    stops.requireRunning(program.id());
    revocations.requireValidFor(principal, program.id());
  }

  /**
   * Refuses an idea that does not fit now. Answers the program, locked until the transaction ends.
   */
  @Transactional
  Program require(Proposing proposing) {
    requireWelcome(proposing.program(), proposing.principal());
    Program locked = programs.lock(proposing.program().id()).orElseThrow();
    stops.requireRunning(locked.id());
    if (proposing.generation().number() != locked.currentGeneration()) {
      throw IdeaProblems.oldGeneration(locked, proposing.generation().number());
    }
    repository
        .findSame(locked.id(), proposing.change().normalisedDigest())
        .ifPresent(earlier -> {
          throw IdeaProblems.duplicate(earlier);
        });
    ration.require(locked, proposing.proposal().provenance());
    return locked;
  }
}
