package dev.loopgate.ideas.intent;

import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.UUID;

/**
 * Keeps what is to be done, in the transaction that found it out. Whatever needs git, a remote or
 * many rows is done by a loop, so that nothing waits for it that has nothing to do with it.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Intents {
  private final IntentStore store;
  private final Wakeups wakeups;
  private final Clock clock;

  @Inject
  Intents(IntentStore store, Wakeups wakeups, Clock clock) {
    this.store = store;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** Something is to be done in a program, after all that stands in its lane. */
  public void add(UUID programId, IntentKind kind, Object data) {
    store.insert(programId, kind, Json.write(data), clock.instant());
    wake();
  }

  /** Something is to be done in each program. */
  public void addToAll(IntentKind kind, Object data) {
    store.insert(null, kind, Json.write(data), clock.instant());
    wake();
  }

  /** What an intent of this program waits for may have arrived. */
  public void hurry(UUID programId) {
    store.hurry(programId);
    wake();
  }

  /** Looks again, once the transaction is over, at what may be done. */
  public void wake() {
    wakeups.announce(Wakeups.INTENTS);
  }
}
