package dev.loopgate.ideas.idea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdeaTest {
  @Test
  void anIdeaEndsOnceWhateverEndedIt() {
    for (Outcome first : Outcome.values()) {
      Idea idea = new Idea();
      idea.end(first, "first", null, Instant.EPOCH);

      Arrays.stream(Outcome.values())
          .forEach(second ->
              assertThatThrownBy(() -> idea.end(second, "second", null, Instant.MAX))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining(first.name()));
      assertThat(idea.statusReason()).isEqualTo("first");
    }
  }
}
