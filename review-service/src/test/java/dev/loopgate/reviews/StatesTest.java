package dev.loopgate.reviews;

import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.DrawnStates;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void thePageDrawsEveryStateAndNoOther() {
    DrawnStates.of("Review").requireExactly(ReviewState.values());
    DrawnStates.of("Stop").requireExactly(StopChanged.State.values());
  }
}
