package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends an idea once, and tells it. The caller holds the lock of the program. */
@ApplicationScoped
class CloseIdea {
  private final IdeaRepository repository;
  private final FeedStore feed;
  private final Clock clock;

  @Inject
  CloseIdea(IdeaRepository repository, FeedStore feed, Clock clock) {
    this.repository = repository;
    this.feed = feed;
    this.clock = clock;
  }

  /** Does nothing to an idea that has ended. */
  void as(Outcome outcome, Idea known, String reason, @Nullable UUID rebasedAs) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Idea idea = repository.findById(known.id);
    if (idea.isOpen()) {
      idea.end(outcome, reason, rebasedAs, now);
      repository.flush();
      feed.append(
          IdeaClosed.TYPE,
          idea.id,
          idea.programId,
          new IdeaClosed(idea.id, idea.key, idea.programId, outcome, reason, rebasedAs, now));
    }
  }
}
