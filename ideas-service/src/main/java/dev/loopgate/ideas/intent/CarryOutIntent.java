package dev.loopgate.ideas.intent;

import static java.util.Objects.requireNonNull;

import dev.loopgate.ideas.intent.IntentStore.Due;
import dev.loopgate.ideas.intent.Plan.Course;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.intent.Plan.Wait;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.stop.Stops;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import dev.loopgate.wire.json.Json;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out the oldest intent of a lane: what it comes to is found out and written outside of any
 * transaction, and taken over in a short one that looks again whether it may be.
 */
@ApplicationScoped
class CarryOutIntent {
  private final IntentStore store;
  private final Map<IntentKind, CarriesOut> carriers;
  private final ProgramStore programs;
  private final Stops stops;
  private final Turns turns;
  private final Postpone postpone;
  private final Clock clock;

  @Inject
  CarryOutIntent(
      IntentStore store,
      @All List<CarriesOut> carriers,
      ProgramStore programs,
      Stops stops,
      Turns turns,
      Postpone postpone,
      Clock clock) {
    this.store = store;
    this.carriers =
        carriers.stream().collect(Collectors.toMap(CarriesOut::kind, Function.identity()));
    this.programs = programs;
    this.stops = stops;
    this.turns = turns;
    this.postpone = postpone;
    this.clock = clock;
  }

  /** Tries the oldest intent once; false when there is nothing to do now in this lane. */
  boolean next(Due due) {
    return switch (due.lane()) {
      case AT_ONCE -> head(due).map(intent -> attempt(intent, this::settle)).orElse(false);
      case IN_TURN -> nextInTurn(due);
    };
  }

  private boolean nextInTurn(Due due) {
    try (Turn turn = turns.take(due.program())) {
      return head(due)
          .map(intent -> attempt(intent, (same, course) -> settleInTurn(same, course, turn)))
          .orElse(false);
    }
  }

  /** Asked for after the turn is taken: another process may have done it meanwhile. */
  private Optional<Intent> head(Due due) {
    return store.head(due.programId(), due.lane(), clock.instant());
  }

  private interface Settle {
    boolean of(Intent intent, Course course);
  }

  private boolean attempt(Intent intent, Settle settle) {
    try {
      return switch (plan(intent)) {
        case Wait(String reason) -> postpone.missing(intent, reason);
        case Course course -> {
          course.steps().forEach(Runnable::run);
          yield settle.of(intent, course);
        }
      };
    } catch (RuntimeException e) {
      return postpone.failed(intent, e);
    }
  }

  private Plan plan(Intent intent) {
    return requireNonNull(carriers.get(intent.kind())).plan(intent);
  }

  private boolean settleInTurn(Intent intent, Course course, Turn turn) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          programs.lock(intent.programId());
          if (stops.isStopped(intent.programId())) {
            return false;
          }
          turn.requireHeld();
          return finish(intent, course);
        });
  }

  private boolean settle(Intent intent, Course course) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          programs.lock(intent.programId());
          return finish(intent, course);
        });
  }

  /** Somebody else may have carried it out, who had the turn when ours was lost. */
  private boolean finish(Intent intent, Course course) {
    if (store.lock(intent)) {
      follow(intent, course.settle().get());
    }
    return true;
  }

  private void follow(Intent intent, Next next) {
    switch (next) {
      case DONE -> store.delete(intent.seq());
      case MORE -> store.succeeded(intent.seq());
      case REBASE -> store.become(intent.seq(), IntentKind.REBASE, Json.write(Map.of()));
    }
  }
}
