package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.ideas.idea.IdeaStatus;
import dev.loopgate.ideas.question.QuestionState;
import dev.loopgate.testkit.DrawnStates;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    assertDrawn("Idea", IdeaStatus.values());
    assertDrawn("Rule change and rollback", QuestionState.values());
  }

  private static void assertDrawn(String heading, Enum<?>[] states) {
    assertThat(DrawnStates.of(heading).names())
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(states).map(Enum::name).toList());
  }
}
