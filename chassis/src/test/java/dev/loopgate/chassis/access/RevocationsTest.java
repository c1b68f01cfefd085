package dev.loopgate.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevocationsTest {
  private static final Instant KILL = Instant.parse("2026-11-26T12:00:00.500Z");

  @Test
  void whatWasMadeBeforeTheKillOrInItsSecondIsRevoked() {
    assertThat(Revocations.isMadeUntil(KILL, KILL.minusSeconds(60))).isTrue();
    assertThat(Revocations.isMadeUntil(KILL, Instant.parse("2026-11-26T12:00:00Z"))).isTrue();
    assertThat(Revocations.isMadeUntil(KILL, Instant.parse("2026-11-26T12:00:01Z"))).isFalse();
  }

  @Test
  void aTokenThatDoesNotSayWhenItWasMadeMayBeAsOldAsAny() {
    assertThat(Revocations.isMadeUntil(KILL, null)).isTrue();
  }
}
