package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.wire.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPositionTest {
  @Test
  void whatIsWrittenIsRead() {
    FeedPosition position = new FeedPosition(999_999_999_999_999_999L, 3);

    assertThat(FeedPosition.parse(position.toString())).isEqualTo(position);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void nothingMeansTheStart(String nothing) {
    assertThat(FeedPosition.parse(nothing)).isEqualTo(FeedPosition.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1-",
        "-1",
        "1-2-3",
        "a-b",
        "1 - 2",
        "-1--2",
        "1-9999999999999999999",
        "\u0000"
      })
  void whatIsNoPositionIsRefused(String text) {
    assertThatThrownBy(() -> FeedPosition.parse(text))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }
}
