package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.DrawnStates;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    assertDrawn("Review", ReviewState.values());
    assertDrawn("Stop", StopChanged.State.values());
  }

  private static void assertDrawn(String heading, Enum<?>[] states) {
    assertThat(DrawnStates.of(heading).names())
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(states).map(Enum::name).toList());
  }
}
