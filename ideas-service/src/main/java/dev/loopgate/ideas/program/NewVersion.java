package dev.loopgate.ideas.program;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes versions of programs: the row, the fact, and what else in this service goes by it. */
@ApplicationScoped
public class NewVersion {
  private final ProgramStore store;
  private final FeedStore feed;
  private final Event<ProgramApplied> applied;
  private final Clock clock;

  @Inject
  NewVersion(ProgramStore store, FeedStore feed, Event<ProgramApplied> applied, Clock clock) {
    this.store = store;
    this.feed = feed;
    this.applied = applied;
    this.clock = clock;
  }

  /** The first version, before there is a generation. */
  public Program first(UUID id, ProgramFile file, String appliedBy) {
    return version(new Standing(id, 1, 1, id, 0), file, appliedBy);
  }

  /** What would follow the version that is in force; nothing is stored. */
  public Program after(Program program, ProgramFile file, String appliedBy) {
    Standing standing =
        new Standing(
            program.id(),
            program.version() + 1,
            program.currentGeneration(),
            program.currentGenerationId(),
            program.lastIdeaNumber());
    return version(standing, file, appliedBy);
  }

  /** Puts the next version in force. The caller holds the lock of the program. */
  public Program add(Program program, ProgramFile file, String appliedBy) {
    Program next = after(program, file, appliedBy);
    store.addVersion(next);
    applied.fire(tell(next));
    return next;
  }

  public ProgramApplied tell(Program program) {
    ProgramApplied event =
        new ProgramApplied(
            program.id(),
            program.name(),
            program.title(),
            program.version(),
            program.spec(),
            program.specDigest(),
            program.appliedBy(),
            program.appliedAt());
    feed.append(ProgramApplied.TYPE, program.id(), program.id(), event);
    return event;
  }

  private record Standing(UUID id, int version, int generation, UUID generationId, int lastIdea) {}

  private Program version(Standing standing, ProgramFile file, String appliedBy) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Program(
        standing.id(),
        file.name(),
        file.title(),
        standing.version(),
        standing.generation(),
        standing.generationId(),
        standing.lastIdea(),
        file.spec(),
        Json.digest(file.spec()),
        appliedBy,
        now);
  }
}
