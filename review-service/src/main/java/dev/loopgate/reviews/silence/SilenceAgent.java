package dev.loopgate.reviews.silence;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.access.SilenceStore;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.SilenceChanged.Lift;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.subject.SponsorStore;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Silences an agent and lets it be heard again: stored, recorded and told in one transaction, as
 * stops are. Silencing waits for the log no more than a stop does.
 */
@ApplicationScoped
class SilenceAgent {
  private static final ProblemType OWN_AGENT =
      new ProblemType("own-agent", 403, "Whoever answers for an agent does not lift its silence");

  private final SilenceStore store;
  private final SponsorStore sponsors;
  private final LogStore record;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  SilenceAgent(
      SilenceStore store,
      SponsorStore sponsors,
      LogStore record,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.sponsors = sponsors;
    this.record = record;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  /** A silence, and whether it is new: who is silenced stays so for the first reason. */
  record Answer(SilenceView silence, boolean isNew) {}

  @Transactional
  Answer silence(Principal by, NewSilence request) {
    String agent = Subjects.canonical(request.agent());
    store.lock(agent);
    Optional<SilenceChanged> before = store.inForce(agent);
    if (before.isPresent()) {
      return new Answer(SilenceView.of(before.get()), false);
    }
    SilenceChanged silence =
        new SilenceChanged(ids.next(), agent, by.subject(), request.reason().strip(), now(), null);
    store.save(silence);
    record.appendAtOnce(SilenceChanged.TYPE, silence);
    feed.append(SilenceChanged.TYPE, silence.silenceId(), null, silence);
    return new Answer(SilenceView.of(silence), true);
  }

  @Transactional
  SilenceView lift(Principal by, String subject, LiftSilence request) {
    String agent = Subjects.canonical(subject.replace('\0', '\uFFFD'));
    store.lock(agent);
    SilenceChanged silence =
        store
            .inForce(agent)
            .orElseThrow(() -> ProblemException.notFound("silence in force of", agent));
    requireNoSponsor(by.subject(), agent);
    SilenceChanged lifted =
        new SilenceChanged(
            silence.silenceId(),
            agent,
            silence.silencedBy(),
            silence.reason(),
            silence.silencedAt(),
            new Lift(by.subject(), request.reason().strip(), now()));
    store.save(lifted);
    record.append(SilenceChanged.TYPE, lifted);
    feed.append(SilenceChanged.TYPE, lifted.silenceId(), null, lifted);
    return SilenceView.of(lifted);
  }

  private void requireNoSponsor(String person, String agent) {
    if (person.equals(agent) || sponsors.of(List.of(agent)).contains(person)) {
      throw new ProblemException(
          OWN_AGENT,
          "%s answers for %s. Ask another person with the role operator or safety."
              .formatted(person, agent));
    }
  }

  /** Newest first, below an id. */
  List<SilenceView> page(UUID below, int limit) {
    return store.page(below, limit).stream().map(SilenceView::of).toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
