package dev.loopgate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void columnsAreAligned() {
    JsonNode rows = json("[{'a':'x','b':{'c':'longer'}},{'a':'wide → cell','b':{}}]");

    assertThat(Table.of(rows, Column.of("A", "a"), Column.of("B", "/b/c")))
        .isEqualTo("A            B\nx            longer\nwide → cell  -");
  }

  @Test
  void longAndBrokenCellsStayOnOneLine() {
    JsonNode rows = json("[{'a':'" + "x".repeat(100) + "'},{'a':'two\\nlines'}]");

    assertThat(Table.of(rows, Column.of("A", "a")).lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T11:59:30Z,30 s ago",
    "2026-11-21T11:57:00Z,3 min ago",
    "2026-11-21T02:00:00Z,10 h ago",
    "2026-11-01T12:00:00Z,20 d ago",
    "2026-11-21T12:00:05Z,0 s ago",
    "nonsense,nonsense"
  })
  void timesAreRelative(String time, String shown) {
    assertThat(Values.age(json("{'t':'" + time + "'}"), "t", NOON)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "374.123456,374.1",
    "1234567.5,1.23e+06",
    "0.0000,0",
    "12345.6,12346",
    "0.98765,0.9877",
    "notANumber,notANumber"
  })
  void numbersAreRounded(String exact, String shown) {
    assertThat(Values.rounded(json("{'v':'" + exact + "'}").path("v"))).isEqualTo(shown);
  }

  @Test
  void effectsHaveSignAndInterval() {
    assertThat(Values.effect(json("{'effect':0.021,'low':-0.008,'high':0.034}")))
        .isEqualTo("+0.0210 [-0.0080, +0.0340]");
    assertThat(Values.effect(json("{'effect':0.021,'high':0.034}")))
        .isEqualTo("+0.0210 [–, +0.0340]");
    assertThat(Values.effect(json("{'effect':-0.0011}"))).isEqualTo("-0.0011 –");
    assertThat(Values.effect(json("{'outcome':'INVALID'}"))).isEqualTo("-");
  }

  @Test
  void outlineShowsNestedData() {
    assertThat(Outline.of(json("{'a':1,'none':[],'b':{'c':['x','y']},'d':[{'e':1,'f':2}]}")))
        .isEqualTo("a: 1\nb:\n  c:\n    - x\n    - y\nd:\n  - e: 1\n    f: 2");
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'), JsonNode.class);
  }
}
