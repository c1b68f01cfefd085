package dev.loopgate.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final long SEED = 5;

  @Test
  void sameSeedGivesTheSameNumbers() {
    Stream stream = Stream.ALL.getFirst();
    assertThat(StreamRow.of(stream, Rule.PURSES, 4, SEED))
        .isEqualTo(StreamRow.of(stream, Rule.PURSES, 4, SEED));
  }

  @Test
  void pairingAndRefundFindWhatVersionOneCannot() {
    Stream correlated = Stream.ALL.get(2);
    assertThat(correlated.name()).isEqualTo("50 ideas, correlation 0.8");
    assertThat(StreamRow.of(correlated, Rule.NOW, 200, SEED).power()).isCloseTo(0.10, within(0.05));
    assertThat(StreamRow.of(correlated, Rule.WIDTHS, 200, SEED).power())
        .isCloseTo(0.78, within(0.05));
    assertThat(StreamRow.of(correlated, Rule.PURSES, 200, SEED).power())
        .isCloseTo(0.87, within(0.05));
  }

  @Test
  void whoGamesWhatComesBackIsHardlyEverWrong() {
    for (Stream stream : Stream.ALL.subList(5, Stream.ALL.size())) {
      assertThat(StreamRow.of(stream, Rule.PURSES, 60, SEED).worstShare())
          .as(stream.name())
          .isLessThan(0.05);
    }
  }

  @Test
  void pageNamesSeedAndCount() {
    List<StreamRow> rows =
        List.of(new StreamRow(Stream.ALL.get(5), Rule.NOW, 7, 0, 0.01, Double.NaN, 8));
    assertThat(StreamReport.page(rows, 42))
        .contains("7 programs", "seed 42", "| – / 8.0 |")
        .doesNotContain("{");
    assertThat(StreamReport.csv(rows).lines()).hasSize(2);
    assertThat(SimulateStreams.broken(rows)).isEmpty();
  }
}
