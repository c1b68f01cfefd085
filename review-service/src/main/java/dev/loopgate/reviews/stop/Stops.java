package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.access.Revocations;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.feed.TooEarlyException;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.StopProgressed;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.rules.Insistence;
import dev.loopgate.reviews.rules.Insistence.Hold;
import dev.loopgate.reviews.rules.StopLadder;
import dev.loopgate.reviews.subject.SubjectStore;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Climbs the stop ladder: each step is stored, recorded and told in one transaction. */
@ApplicationScoped
public class Stops {
  private static final String NO_REASON = "No reason was given.";
  private static final Principal EXPERIMENT_SERVICE =
      new Principal("experiment-service", PrincipalKind.SERVICE, null, Set.of());

  private final StopStore store;
  private final SubjectStore subjects;
  private final Revocations revocations;
  private final LogStore record;
  private final FeedStore feed;
  private final StopLane lane;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Stops(
      StopStore store,
      SubjectStore subjects,
      Revocations revocations,
      LogStore record,
      FeedStore feed,
      StopLane lane,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.subjects = subjects;
    this.revocations = revocations;
    this.record = record;
    this.feed = feed;
    this.lane = lane;
    this.clock = clock;
    this.ids = ids;
  }

  /** A stop, and whether it is new: asking again for what is stopped answers what stopped it. */
  record Answer(Stop stop, boolean isNew) {}

  /** Stops a program or everything. Who asks waits for decisions under way, not for people. */
  @Transactional
  Answer stop(Principal by, NewStop request) {
    requireMay(by, request.level());
    return stop(by, request, scope(request.scope()));
  }

  private Answer stop(Principal by, NewStop request, Scope scope) {
    store.lockGate();
    Optional<Stop> first =
        store.inForceOf(scope.name()).stream()
            .filter(stop -> StopLadder.answers(stop.level(), request.level()))
            .findFirst();
    return first
        .map(stop -> new Answer(confirmed(by, stop), false))
        .orElseGet(() -> new Answer(start(by, request, scope), true));
  }

  /**
   * What the platform itself noticed makes a program wait for people.
   *
   * @throws TooEarlyException when the program is not known here yet
   */
  @Transactional(TxType.MANDATORY)
  public void alarm(UUID programId, String reason) {
    String name =
        subjects
            .programName(programId)
            .orElseThrow(() -> new TooEarlyException("program " + programId));
    stop(
        EXPERIMENT_SERVICE,
        new NewStop(StopChanged.Level.FREEZE, name, reason),
        new Scope(programId, name));
  }

  private record Confirmed(UUID id, String key, String by) {}

  /** A person who asks for what would end by itself makes it last. */
  private Stop confirmed(Principal by, Stop stop) {
    if (stop.endsAt() == null || by.kind() != PrincipalKind.HUMAN) {
      return stop;
    }
    store.confirm(stop.id());
    record.appendAtOnce("stop.confirmed", new Confirmed(stop.id(), stop.key(), by.subject()));
    return store.find(stop.id()).orElseThrow();
  }

  private Stop start(Principal by, NewStop request, Scope scope) {
    Instant now = now();
    Hold hold = hold(by, scope, now);
    String reason = request.reason() == null ? "" : request.reason().strip();
    Stop stop =
        new Stop(
            ids.next(),
            store.nextNumber(),
            request.level(),
            hold == Hold.NONE ? State.RESUMED : StopLadder.first(request.level()),
            scope.programId(),
            scope.name(),
            reason.isEmpty() ? NO_REASON : reason,
            by.subject(),
            by.kind(),
            by.sponsor(),
            now,
            null,
            null,
            0,
            hold == Hold.NONE ? now : null,
            endsAt(hold, now));
    store.insert(stop);
    if (hold != Hold.LASTING) {
      record.appendAtOnce("stop.insisted", stop.insisted());
    }
    if (hold != Hold.NONE) {
      begin(stop, now);
    }
    return stop;
  }

  private void begin(Stop stop, Instant now) {
    if (stop.level() == StopChanged.Level.KILL) {
      revocations.revoke(stop.id(), stop.programId(), now);
    }
    tell(stop, stop.state(), now);
    lane.announce();
  }

  private Hold hold(Principal by, Scope scope, Instant now) {
    if (by.kind() != PrincipalKind.AGENT || by.sponsor() == null) {
      return Hold.LASTING;
    }
    Instant since = now.minus(Insistence.MEMORY);
    return Insistence.next(store.freezes(by.sponsor(), scope.programId(), since), now);
  }

  private static @Nullable Instant endsAt(Hold hold, Instant now) {
    return switch (hold) {
      case LASTING -> null;
      case BRIEF -> now.plus(Insistence.BRIEF);
      case NONE -> now;
    };
  }

  /** Ends what ends by itself. */
  @Transactional
  void endOverdue() {
    store.overdue(now()).forEach(this::resume);
  }

  private static void requireMay(Principal by, StopChanged.Level level) {
    if (!StopLadder.mayStop(level, by.kind(), by.roles())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s is %s with roles %s. A KILL is for people with the role operator, safety or admin; everybody may FREEZE."
              .formatted(by.subject(), by.kind(), by.roles().stream().sorted().toList()));
    }
  }

  private record Scope(@Nullable UUID programId, String name) {}

  /** A name that nobody knows stops nothing, and whoever typed it must hear that. */
  private Scope scope(@Nullable String name) {
    if (name == null || name.isBlank() || name.strip().equals(StopChanged.ALL)) {
      return new Scope(null, StopChanged.ALL);
    }
    String program = Listing.withoutNul(name.strip());
    UUID id =
        subjects
            .programId(program)
            .orElseThrow(() -> ProblemException.notFound("program", program));
    return new Scope(id, program);
  }

  public Optional<Stop> find(String idOrKey) {
    return Listing.uuid(idOrKey)
        .flatMap(store::find)
        .or(() -> number(idOrKey).flatMap(store::find));
  }

  private static Optional<Integer> number(String key) {
    return key.matches("stop-[1-9][0-9]{0,8}")
        ? Optional.of(Integer.parseInt(key.substring("stop-".length())))
        : Optional.empty();
  }

  /** Newest first, below a number. */
  List<Stop> page(int below, boolean onlyInForce, int limit) {
    return store.page(below, onlyInForce, limit);
  }

  /** How many attempts still run; of interest for people only, so neither recorded nor told. */
  @Transactional(TxType.MANDATORY)
  public void progressed(StopProgressed progress) {
    store.count(progress.stopId(), progress.running());
  }

  /** Nothing runs any more; false when the stop is unknown or that was known. */
  @Transactional(TxType.MANDATORY)
  public boolean prove(StopProven proof) {
    Stop stop = store.lock(proof.stopId()).orElse(null);
    if (stop == null || stop.proof() != null) {
      return false;
    }
    State state = StopLadder.proven(stop.state());
    store.prove(stop.id(), state, proof);
    if (state != stop.state()) {
      tell(stop, state, now());
    }
    return true;
  }

  /** Makes decisions and other stops wait, and returns the stop as it is now. */
  @Transactional(TxType.MANDATORY)
  public Optional<Stop> lock(UUID id) {
    store.lockGate();
    return store.lock(id);
  }

  /** Remembers that people were asked for the n-th time. */
  @Transactional(TxType.MANDATORY)
  public void asked(Stop stop, int n) {
    store.asked(stop.id(), n);
  }

  /** People decided that it goes on. False when the stop is unknown or had ended. */
  @Transactional(TxType.MANDATORY)
  public boolean resume(UUID id) {
    Stop stop = lock(id).filter(found -> found.state().isInForce()).orElse(null);
    if (stop == null) {
      return false;
    }
    Instant now = now();
    store.resume(id, now);
    tell(stop, State.RESUMED, now);
    return true;
  }

  private void tell(Stop stop, State now, Instant at) {
    StopChanged changed = stop.told(now, at);
    if (now.isInForce()) {
      record.appendAtOnce(StopChanged.TYPE, changed);
    } else {
      record.append(StopChanged.TYPE, changed);
    }
    feed.append(StopChanged.TYPE, stop.id(), changed.programId(), changed);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
