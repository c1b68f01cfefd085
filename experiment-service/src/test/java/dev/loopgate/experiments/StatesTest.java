package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.experiments.run.AttemptState;
import dev.loopgate.experiments.run.RunState;
import dev.loopgate.testkit.DrawnStates;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    assertDrawn("Run", RunState.values());
    assertDrawn("Attempt", AttemptState.values());
  }

  private static void assertDrawn(String heading, Enum<?>[] states) {
    assertThat(DrawnStates.of(heading).names())
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(states).map(Enum::name).toList());
  }
}
