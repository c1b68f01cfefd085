package dev.loopgate.ideas.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.ideas.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class TurnsTest extends ServiceTest {
  @Inject Turns turns;
  @Inject Sql sql;

  @Test
  void anotherProcessGetsTheTurnWhenThisOneGivesItBackOrDies() {
    TurnStore one = new TurnStore(sql);
    TurnStore other = new TurnStore(sql);
    int session = one.tryLock("a").orElseThrow();
    assertThat(other.tryLock("a")).isEmpty();
    assertThat(other.tryLock("b")).isPresent();
    assertThat(one.isHeld("a", session)).isTrue();
    assertThat(one.isHeld("b", session)).isFalse();

    one.unlock("a", session);
    assertThat(other.tryLock("a")).isPresent();

    other.close();
    await(() -> one.tryLock("b").isPresent() ? one : null);
    one.close();
  }

  @Test
  void whoLostTheConnectionHasNoTurnAnyMore() {
    TurnStore store = new TurnStore(sql);
    int session = store.tryLock("lost").orElseThrow();
    Turn turn = new Turn("lost", session, store, () -> {});
    turn.requireHeld();

    store.close();

    await(() -> store.isHeld("lost", session) ? null : store);
    assertThatThrownBy(turn::requireHeld).hasMessageContaining("lost");
    turn.close();
  }

  @Test
  void oneWaitsForTheOtherInThisProcess() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Turn first = turns.take("line");
      Future<Turn> second = threads.submit(() -> turns.take("line"));
      try (Turn elsewhere = turns.take("elsewhere")) {
        elsewhere.requireHeld();
      }
      assertThat(second.isDone()).isFalse();
      first.close();
      second.get().close();
    }
  }

  @Test
  void aTurnIsNotTakenInATransaction() {
    assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> turns.take("inside")))
        .hasMessageContaining("must not be written in a transaction");
  }
}
