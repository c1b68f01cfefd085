package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.SetAside;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.intent.CarriesOut;
import dev.loopgate.ideas.intent.Intent;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Intents;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.stop.Stops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Ends open ideas by the many: what a kill discards, and what an agent in quarantine has proposed.
 * Their number is unknown, so it is done some at a time and not where it was found out.
 */
@ApplicationScoped
public class CloseTogether implements CarriesOut {
  private static final int AT_ONCE = 50;

  /** The feed that brings decisions. */
  private static final String DECISIONS = "reviews";

  private final IdeaStore store;
  private final IdeaRepository repository;
  private final CloseIdea close;
  private final Intents intents;
  private final Stops stops;
  private final SetAside setAside;
  private final Clock clock;

  @Inject
  CloseTogether(
      IdeaStore store,
      IdeaRepository repository,
      CloseIdea close,
      Intents intents,
      Stops stops,
      SetAside setAside,
      Clock clock) {
    this.store = store;
    this.repository = repository;
    this.close = close;
    this.intents = intents;
    this.stops = stops;
    this.setAside = setAside;
    this.clock = clock;
  }

  /**
   * Ends the ideas that a kill discards: those without a verdict. What was found out about the
   * others is kept, and people may still decide about it after a resumption.
   */
  public void discard(StopChanged kill) {
    String reason =
        "%s (KILL by %s) discarded it: %s The same change may be proposed again after the resumption."
            .formatted(kill.key(), kill.stoppedBy(), kill.reason());
    IdeasToClose ideas = new IdeasToClose(null, kill.key(), reason, kill.stoppedAt());
    UUID program = kill.programId();
    if (program == null) {
      intents.addToAll(IntentKind.CLOSE_IDEAS, ideas);
    } else {
      intents.add(program, IntentKind.CLOSE_IDEAS, ideas);
    }
  }

  /** Ends all that an agent has proposed and that is open. */
  void of(String agent, String reason) {
    IdeasToClose ideas = new IdeasToClose(agent, null, reason, clock.instant());
    store.programsOf(agent).forEach(program -> intents.add(program, IntentKind.CLOSE_IDEAS, ideas));
  }

  @Override
  public IntentKind kind() {
    return IntentKind.CLOSE_IDEAS;
  }

  @Override
  public Plan plan(Intent intent) {
    IdeasToClose which = intent.read(IdeasToClose.class);
    if (which.discardedBy() != null && setAside.isAnyAbout(intent.programId(), DECISIONS)) {
      return new Plan.Wait("what was decided before the kill is set aside");
    }
    return Plan.settled(() -> {
      List<Idea> ideas = repository.all(find(intent.programId(), which));
      ideas.forEach(idea -> close(idea, which));
      return ideas.size() < AT_ONCE ? Next.DONE : Next.MORE;
    });
  }

  /** While a stop holds, nothing is proposed: then all that is there is meant. */
  private List<UUID> find(UUID programId, IdeasToClose which) {
    String proposer = which.proposer();
    if (proposer != null) {
      return store.of(proposer, programId, which.until(), AT_ONCE);
    }
    Instant until = stops.isStopped(programId) ? clock.instant() : which.until();
    return store.undecided(programId, until, AT_ONCE);
  }

  private void close(Idea idea, IdeasToClose which) {
    String discardedBy = which.discardedBy();
    if (discardedBy != null) {
      idea.discard(discardedBy);
    }
    close.as(Outcome.REJECTED, idea, which.reason(), null);
  }
}
