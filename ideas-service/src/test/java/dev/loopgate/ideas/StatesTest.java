package dev.loopgate.ideas;

import dev.loopgate.ideas.idea.IdeaStatus;
import dev.loopgate.ideas.question.QuestionState;
import dev.loopgate.testkit.DrawnStates;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    DrawnStates.of("Idea").requireExactly(IdeaStatus.values());
    DrawnStates.of("Rule change and rollback").requireExactly(QuestionState.values());
  }
}
