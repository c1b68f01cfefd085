package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.reviews.rules.Insistence.Earlier;
import dev.loopgate.reviews.rules.Insistence.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static Earlier overruled(Duration ago) {
    return new Earlier(NOW.minus(ago).minusSeconds(60), null, NOW.minus(ago));
  }

  private static Earlier brief(Duration ago) {
    Instant stopped = NOW.minus(ago);
    return new Earlier(stopped, stopped.plus(Insistence.BRIEF), stopped.plus(Insistence.BRIEF));
  }

  private static Earlier noted(Duration ago) {
    Instant at = NOW.minus(ago);
    return new Earlier(at, at, at);
  }

  @Test
  void theFirstFreezeLastsAndOneThatIsInForceOverrulesNobody() {
    assertThat(Insistence.next(List.of(), NOW)).isEqualTo(Hold.LASTING);
    assertThat(Insistence.next(List.of(new Earlier(NOW.minusSeconds(5), null, null)), NOW))
        .isEqualTo(Hold.LASTING);
  }

  @Test
  void afterPeopleResumedItTheNextOneIsBrief() {
    assertThat(Insistence.next(List.of(overruled(Duration.ofSeconds(1))), NOW))
        .isEqualTo(Hold.BRIEF);
    assertThat(Insistence.next(List.of(overruled(Duration.ofDays(6))), NOW)).isEqualTo(Hold.BRIEF);
    assertThat(Insistence.next(List.of(overruled(Duration.ofDays(7))), NOW))
        .isEqualTo(Hold.LASTING);
  }

  @Test
  void atMostOneBriefFreezeInAnHourAndWhatStoppedNothingDoesNotCount() {
    List<Earlier> used = List.of(overruled(Duration.ofHours(3)), brief(Duration.ofMinutes(59)));
    List<Earlier> over = List.of(overruled(Duration.ofHours(3)), brief(Duration.ofMinutes(60)));
    List<Earlier> noted = List.of(overruled(Duration.ofHours(3)), noted(Duration.ofMinutes(1)));

    assertThat(Insistence.next(used, NOW)).isEqualTo(Hold.NONE);
    assertThat(Insistence.next(over, NOW)).isEqualTo(Hold.BRIEF);
    assertThat(Insistence.next(noted, NOW)).isEqualTo(Hold.BRIEF);
  }
}
