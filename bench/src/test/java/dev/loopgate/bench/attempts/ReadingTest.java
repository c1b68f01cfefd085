package dev.loopgate.bench.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {
  @Test
  void whatWasUsedIsTheDifferenceOfTwoReadings() {
    Reading before = new Reading(0, Map.of("postgres", 100.0), Map.of("ideas", 10.0));
    Reading after = new Reading(2_000_000_000L, Map.of("postgres", 350.0), Map.of("ideas", 14.0));

    Reading used = after.since(before);

    assertThat(used.seconds()).isEqualTo(2.0);
    assertThat(used.processorTime()).containsEntry("postgres", 250.0);
    assertThat(used.transactions()).containsEntry("ideas", 4.0);
  }

  @Test
  void halfOfTheRequestsAreFasterThanTheMedian() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 100; millis++) {
      latencies.add(millis * 1_000_000L);
    }

    assertThat(latencies.percentile(50)).isEqualTo(51.0);
    assertThat(latencies.percentile(99)).isEqualTo(100.0);
    assertThat(latencies.longest()).isEqualTo(100.0);
  }

  @Test
  void aProcessHasUsedProcessorTimeOfItsOwn() {
    assertThat(ProcessorTime.ofTree(ProcessHandle.current().pid())).isPositive();
  }
}
