package dev.loopgate.experiments;

import dev.loopgate.experiments.run.AttemptState;
import dev.loopgate.experiments.run.RunState;
import dev.loopgate.testkit.DrawnStates;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    DrawnStates.of("Run").requireExactly(RunState.values());
    DrawnStates.of("Attempt").requireExactly(AttemptState.values());
  }
}
