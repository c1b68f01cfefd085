package dev.loopgate.ideas.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private final Question question = new Question() {};

  @Test
  void aQuestionEndsOnce() {
    question.end(Ending.withdrawn("never mind", Instant.EPOCH));

    assertThatThrownBy(() -> question.end(Ending.superseded("too late", Instant.EPOCH)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WITHDRAWN");
    assertThat(question.state()).isEqualTo(QuestionState.WITHDRAWN);
  }
}
