package dev.loopgate.worker.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedValuesTest {
  @TempDir Path temporary;

  @Test
  void numbersKeepTheDigitsThatWereWritten() throws IOException {
    LoggedValues values =
        metrics(
            """
            {"key":"a","value":0.10}
            {"key":"b","value":"12.500"}
            {"key":"c","value":3,"step":7}
            """);
    assertThat(values.metrics())
        .containsExactly(
            new MetricPoint("a", "0.10", 0L),
            new MetricPoint("b", "12.500", 0L),
            new MetricPoint("c", "3", 7L));
    assertThat(values.complaint()).isEmpty();
  }

  @Test
  void whatIsNoFiniteNumberIsPassedOver() throws IOException {
    for (String value :
        List.of(
            "NaN", "Infinity", "\"NaN\"", "1e999999999", "1e400", "true", "null", "[1]", "{}")) {
      LoggedValues values = metrics("{\"key\":\"a\",\"value\":%s}".formatted(value));
      assertThat(values.metrics()).as(value).isEmpty();
      assertThat(values.complaint()).as(value).contains("1 logged lines were passed over");
    }
  }

  @Test
  void strangeKeysAndLinesArePassedOver() throws IOException {
    LoggedValues values =
        metrics(
            """
            {"key":"","value":1}
            {"key":"a\\u0000b","value":1}
            {"key":7,"value":1}
            {"value":1}
            [1,2]
            {"key":"a","value":1} trailing
            {"key":"%s","value":1}
            """
                .formatted("k".repeat(251)));
    assertThat(values.metrics()).isEmpty();
    assertThat(values.complaint()).contains("7 logged lines");
  }

  @Test
  void deepAndHugeLinesDoNoHarm() throws IOException {
    assertThat(metrics("[".repeat(100_000)).metrics()).isEmpty();
    assertThat(metrics("x".repeat(2 << 20)).complaint()).contains("is larger than");
  }

  private LoggedValues metrics(String text) throws IOException {
    LoggedValues values = new LoggedValues(new Flags());
    values.readMetrics(Files.writeString(temporary.resolve("metrics.jsonl"), text));
    return values;
  }
}
