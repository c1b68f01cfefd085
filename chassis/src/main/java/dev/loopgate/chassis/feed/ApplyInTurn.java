package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.loop.BackOff;
import dev.loopgate.contracts.reviews.StopChanged;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Applies the events of one feed. What cannot be applied is set aside, and whatever comes later
 * about the same program queues behind it; nobody else waits, and stops never do.
 */
class ApplyInTurn {
  private static final Logger LOG = Logger.getLogger(ApplyInTurn.class);
  private static final int TRIES_OF_A_FAILURE = 3;
  private static final BackOff RETRIES = new BackOff(Duration.ofMillis(200), Duration.ofMinutes(5));

  private final FeedHandler handler;
  private final FollowerPositions positions;
  private final ParkedStore parked;
  private final Retries retries;
  private final Transactions transactions;
  private final Clock clock;
  private String failing = "";
  private int failures;

  ApplyInTurn(
      FeedHandler handler,
      FollowerPositions positions,
      ParkedStore parked,
      Retries retries,
      Transactions transactions,
      Clock clock) {
    this.handler = handler;
    this.positions = positions;
    this.parked = parked;
    this.retries = retries;
    this.transactions = transactions;
    this.clock = clock;
  }

  String feed() {
    return handler.feed();
  }

  String position() {
    return positions.current(feed());
  }

  /**
   * Takes the next event of the feed; false when another replica has, and nothing was done.
   *
   * <p>The position moves last: moving it first would take the transaction's id before the effect
   * has waited for its own locks, and the facts that the effect tells would stand in our feed
   * before those of transactions that it waited for.
   */
  boolean next(String position, CloudEvent event) {
    boolean waits = !StopChanged.TYPE.equals(event.type()) && parked.holdsUp(feed(), event);
    return waits ? queue(position, event) : applyOrSetAside(position, event);
  }

  private boolean applyOrSetAside(String position, CloudEvent event) {
    try {
      boolean moved =
          transactions.run(() -> {
            apply(event);
            return positions.tryMove(feed(), position, event.id());
          });
      retries.applied(event.programid());
      return moved;
    } catch (RuntimeException | Error e) {
      return setAside(position, event, faultOf(event, e));
    }
  }

  private void apply(CloudEvent event) {
    if (isBeyondUs(event)) {
      throw new UnknownTypeException(event.type());
    }
    try {
      handler.apply(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other types that are not known are passed over, so that one version back can read on. */
  private static boolean isBeyondUs(CloudEvent event) {
    return Boolean.TRUE.equals(event.mustunderstand()) && Vocabulary.find(event.type()).isEmpty();
  }

  /** Throws the failure again while it may pass. */
  private Fault faultOf(CloudEvent event, Throwable failure) {
    Fault fault = Fault.of(failure).orElseThrow(() -> new FeedException(failure));
    if (fault.cause() == ParkingCause.FAILED && failuresOf(event) < TRIES_OF_A_FAILURE) {
      throw new FeedException(failure);
    }
    return fault;
  }

  private int failuresOf(CloudEvent event) {
    failures = failing.equals(event.id()) ? failures + 1 : 1;
    failing = event.id();
    return failures;
  }

  private boolean setAside(String position, CloudEvent event, Fault fault) {
    // Of two feeds one is often a moment ahead of the other; that is no fault.
    Level level = fault.cause() == ParkingCause.TOO_EARLY ? Level.INFO : Level.ERROR;
    LOG.logf(
        level,
        "%s %s of feed %s about program %s is set aside (%s): %s",
        event.type(),
        event.id(),
        feed(),
        event.programid(),
        fault.cause(),
        fault.reason());
    return park(position, event, fault, 1, clock.instant().plus(RETRIES.first()));
  }

  private boolean queue(String position, CloudEvent event) {
    return park(position, event, Fault.behind(), 0, clock.instant());
  }

  private boolean park(
      String position, CloudEvent event, Fault fault, int tries, Instant nextTryAt) {
    boolean moved =
        transactions.run(() -> {
          parked.add(feed(), event, fault, tries, nextTryAt);
          return positions.tryMove(feed(), position, event.id());
        });
    retries.parked();
    return moved;
  }

  /**
   * Tries once more to apply an event that is the first of its line; false when it cannot be yet,
   * or another replica has taken it up.
   */
  boolean again(ParkedEvent event) {
    try {
      boolean removed =
          transactions.run(() -> {
            apply(event.event());
            return parked.tryRemove(event.id());
          });
      if (removed) {
        LOG.infof("%s %s of feed %s is taken up", event.event().type(), event.event().id(), feed());
      }
      return removed;
    } catch (RuntimeException | Error e) {
      Fault fault = Fault.of(e).orElseGet(() -> new Fault(ParkingCause.FAILED, Fault.text(e)));
      failed(event.id(), event.tries(), fault);
      return false;
    }
  }

  private void failed(UUID id, int tries, Fault fault) {
    transactions.run(() -> {
      parked.failed(id, fault, nextTry(tries));
      return true;
    });
  }

  private Instant nextTry(int tries) {
    return clock.instant().plus(RETRIES.after(tries));
  }
}
