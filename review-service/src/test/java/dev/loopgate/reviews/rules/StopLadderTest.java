package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopLadderTest {
  @ParameterizedTest
  @EnumSource(PrincipalKind.class)
  void anybodyMayFreezeAlsoWithoutARole(PrincipalKind kind) {
    assertThat(StopLadder.mayStop(Level.FREEZE, kind, Set.of())).isTrue();
  }

  @Test
  void onlyPeopleWhoAnswerForTheLoopMayKill() {
    for (Role role : Role.values()) {
      boolean may = List.of(Role.OPERATOR, Role.SAFETY, Role.ADMIN).contains(role);
      assertThat(StopLadder.mayStop(Level.KILL, PrincipalKind.HUMAN, Set.of(role)))
          .as(role.name())
          .isEqualTo(may);
      assertThat(StopLadder.mayStop(Level.KILL, PrincipalKind.AGENT, Set.of(role))).isFalse();
      assertThat(StopLadder.mayStop(Level.KILL, PrincipalKind.SERVICE, Set.of(role))).isFalse();
    }
    assertThat(StopLadder.mayStop(Level.KILL, PrincipalKind.HUMAN, Set.of())).isFalse();
  }

  @Test
  void aKillAnswersAFreezeButAFreezeIsNoKill() {
    assertThat(StopLadder.answers(Level.KILL, Level.FREEZE)).isTrue();
    assertThat(StopLadder.answers(Level.FREEZE, Level.FREEZE)).isTrue();
    assertThat(StopLadder.answers(Level.FREEZE, Level.KILL)).isFalse();
  }

  @Test
  void proofTurnsStoppingIntoStopped() {
    assertThat(StopLadder.proven(StopLadder.first(Level.FREEZE))).isEqualTo(State.FROZEN);
    assertThat(StopLadder.proven(StopLadder.first(Level.KILL))).isEqualTo(State.KILLED);
  }

  @Test
  void noProofEndsAStopOrBringsOneBack() {
    for (State state : State.values()) {
      assertThat(StopLadder.proven(state).isInForce()).isEqualTo(state.isInForce());
      assertThat(StopLadder.proven(StopLadder.proven(state))).isEqualTo(StopLadder.proven(state));
    }
  }
}
