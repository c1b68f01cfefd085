package dev.loopgate.ideas.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.ideas.generation.Generation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LivingIdeasTest {
  /** 1 is the first, 2 and 3 are ideas, 4 goes back to 2, 5 is an idea, 6 goes forth to 3. */
  private static final LivingIdeas LIVING =
      new LivingIdeas(
          Stream.of(
                  generation(1, false, null),
                  generation(2, true, null),
                  generation(3, true, null),
                  generation(4, false, 2),
                  generation(5, true, null),
                  generation(6, false, 3))
              .toList());

  @Test
  void goingBackTakesOutWhatCameSince() {
    assertThat(numbers(LIVING.onlyIn(3, 1))).containsExactly(3, 2);
    assertThat(numbers(LIVING.onlyIn(1, 3))).isEmpty();
  }

  @Test
  void goingBackPastARollbackBringsInAgainWhatItTookOut() {
    assertThat(numbers(LIVING.onlyIn(3, 4))).containsExactly(3);
    assertThat(numbers(LIVING.onlyIn(4, 3))).isEmpty();
    assertThat(numbers(LIVING.onlyIn(3, 5))).containsExactly(3);
    assertThat(numbers(LIVING.onlyIn(5, 3))).containsExactly(5);
    assertThat(numbers(LIVING.onlyIn(5, 6))).containsExactly(5);
    assertThat(numbers(LIVING.onlyIn(6, 5))).containsExactly(3);
  }

  private static List<Integer> numbers(List<Generation> generations) {
    return generations.stream().map(Generation::number).toList();
  }

  private static Generation generation(int number, boolean idea, @Nullable Integer rollsBackTo) {
    return new Generation(
        new UUID(0, number),
        new UUID(1, 1),
        "digits",
        1,
        number,
        number == 1 ? null : new UUID(0, number - 1L),
        "c0ffee",
        "digits/generation-" + number,
        "sha256:e",
        "sha256:b",
        "sha256:w",
        idea ? new UUID(2, number) : null,
        idea ? "digits-" + number : null,
        null,
        null,
        null,
        rollsBackTo,
        Instant.EPOCH);
  }
}
