package dev.loopgate.chassis.feed;

import dev.loopgate.contracts.feed.EventPassedOver;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What operators do about events that are set aside. */
@ApplicationScoped
class ParkedEvents {
  static final ProblemType WAITS_BEHIND =
      new ProblemType("waits-behind", 409, "An earlier event about the same program comes first");
  static final ProblemType MUST_BE_UNDERSTOOD =
      new ProblemType("must-be-understood", 409, "Nobody passes over that event");

  private final ParkedStore store;
  private final FollowedFeeds feeds;
  private final Retries retries;
  private final Event<EventPassedOver> passedOver;
  private final Clock clock;
  private final String service;

  @Inject
  ParkedEvents(
      ParkedStore store,
      FollowedFeeds feeds,
      Retries retries,
      Event<EventPassedOver> passedOver,
      Clock clock,
      @ConfigProperty(name = "loopgate.feed") String service) {
    this.store = store;
    this.feeds = feeds;
    this.retries = retries;
    this.passedOver = passedOver;
    this.clock = clock;
    this.service = service;
  }

  /** Tries an event again now, and those behind it soon after. */
  RetryOutcome retry(UUID id) {
    ParkedEvent parked = first(id);
    boolean takenUp =
        feeds.all().stream()
            .filter(feed -> feed.feed().equals(parked.feed()))
            .anyMatch(feed -> feed.again(parked));
    retries.parked();
    return new RetryOutcome(takenUp, store.find(id).map(ParkedView::from).orElse(null));
  }

  /** Goes on without an event, and tells the log why. */
  @Transactional
  void passOver(UUID id, String reason, String person) {
    ParkedEvent parked = first(id);
    if (parked.mustBeUnderstood()) {
      throw new ProblemException(
          MUST_BE_UNDERSTOOD,
          "%s %s stays: decisions, registrations, stops and what must be understood are never passed over. It is tried again by itself; install a version that can use it, or see to what it waits for: %s"
              .formatted(parked.event().type(), parked.event().id(), parked.fault().reason()));
    }
    passedOver.fire(told(parked, reason, person));
    if (!store.tryRemove(id)) {
      throw ProblemException.notFound("parked event", id);
    }
  }

  /** Whoever is passed over is gone at the commit; now those behind it are tried. */
  void goOn() {
    retries.parked();
  }

  private ParkedEvent first(UUID id) {
    ParkedEvent parked =
        store.find(id).orElseThrow(() -> ProblemException.notFound("parked event", id));
    Optional<UUID> before = store.before(id);
    if (before.isPresent()) {
      throw new ProblemException(
          WAITS_BEHIND,
          "Event %s waits behind %s, which is about the same program. See to that one first."
              .formatted(id, before.get()));
    }
    return parked;
  }

  private EventPassedOver told(ParkedEvent parked, String reason, String person) {
    CloudEvent event = parked.event();
    return new EventPassedOver(
        service,
        parked.feed(),
        event.id(),
        storable(event.type()),
        storable(event.subject()),
        event.programid(),
        parked.fault().cause().name(),
        reason,
        person,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static String storable(String text) {
    return Objects.toString(text).replace('\0', '\uFFFD');
  }
}
