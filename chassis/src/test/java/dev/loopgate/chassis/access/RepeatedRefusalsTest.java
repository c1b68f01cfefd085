package dev.loopgate.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.contracts.access.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedRefusalsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant END = NOON.plus(RepeatedRefusals.WINDOW);

  private final RepeatedRefusals refusals = new RepeatedRefusals();

  @Test
  void theFirstTryIsToldAtOnceAndOnlyOnce() {
    assertThat(refusals.add(refusal("evolve", "castVote", 0))).isPresent();
    assertThat(refusals.due(END)).isEmpty();
  }

  @Test
  void aFloodIsOneLineMore() {
    assertThat(refusals.add(refusal("evolve", "castVote", 0))).isPresent();
    for (int second = 1; second <= 50; second++) {
      assertThat(refusals.add(refusal("evolve", "castVote", second))).isEmpty();
    }

    assertThat(refusals.due(END.minusMillis(1))).isEmpty();
    assertThat(refusals.due(END))
        .singleElement()
        .satisfies(summary -> {
          assertThat(summary.count()).isEqualTo(50);
          assertThat(summary.since()).isEqualTo(NOON.plusSeconds(1));
          assertThat(summary.until()).isEqualTo(NOON.plusSeconds(50));
        });
  }

  @Test
  void nothingIsCountedTwice() {
    refusals.add(refusal("evolve", "castVote", 0));
    refusals.add(refusal("evolve", "castVote", 1));

    assertThat(refusals.due(END)).hasSize(1);
    assertThat(refusals.due(END)).isEmpty();
    assertThat(refusals.add(refusal("evolve", "castVote", 61))).isPresent();
  }

  @Test
  void othersAndOtherOperationsAreToldByThemselves() {
    assertThat(refusals.add(refusal("evolve", "castVote", 0))).isPresent();
    assertThat(refusals.add(refusal("eve", "castVote", 0))).isPresent();
    assertThat(refusals.add(refusal("evolve", "applyProgram", 0))).isPresent();
  }

  @Test
  void veryManyDifferentOnesDoNotFillTheLogEither() {
    long told =
        java.util.stream.IntStream.range(0, 5 * RepeatedRefusals.MOST_KINDS)
            .filter(i -> refusals.add(refusal("agent" + i, "castVote", 0)).isPresent())
            .count();

    assertThat(told).isEqualTo(RepeatedRefusals.MOST_KINDS + 1L);
    List<AccessRefused> summaries = refusals.due(NOON.plus(Duration.ofHours(1)));
    assertThat(summaries.stream().mapToLong(AccessRefused::count).sum() + told)
        .isEqualTo(5L * RepeatedRefusals.MOST_KINDS);
  }

  private static AccessRefused refusal(String principal, String operation, int second) {
    Instant at = NOON.plusSeconds(second);
    return new AccessRefused(
        principal,
        PrincipalKind.AGENT,
        "ada@example.org",
        List.of("researcher"),
        null,
        operation,
        "/api/v1/x",
        403,
        "forbidden",
        "no",
        1,
        at,
        at);
  }
}
