package dev.loopgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopgate.bench.streams.Bernstein;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final PrintStream NOBODY = new PrintStream(OutputStream.nullOutputStream());
  private static final List<Scenario> REFERENCE = List.of(Scenario.REFERENCE);

  @Test
  void sameSeedGivesTheSameNumbers() {
    assertThat(new Simulation(4, NOBODY).run(REFERENCE))
        .isEqualTo(new Simulation(4, NOBODY).run(REFERENCE));
  }

  @Test
  void thisRuleIsWrongLessOftenThanTheHabitsOfTheField() {
    List<Row> rows = new Simulation(8, NOBODY).run(REFERENCE);
    assertThat(rows).hasSize(Habit.values().length);
    assertThat(rows.getFirst().falseShare()).isLessThan(0.05);
    assertThat(rows.getFirst().power()).isGreaterThan(0.8);
    assertThat(rows.subList(1, rows.size()))
        .allSatisfy(row -> assertThat(row.falseShare()).isGreaterThan(0.2));
  }

  @Test
  void wholeRuleGivesTheAnswersOfTheSimulation() {
    assertThat(new Simulation(1, NOBODY).recheck(List.of(Scenario.ALL.get(3)))).isEqualTo(450);
  }

  @Test
  void studentsQuantilesAreThoseOfTheTables() {
    assertThat(PairedTTest.quantile(9)).isCloseTo(1.833, within(0.0005));
    assertThat(PairedTTest.quantile(399)).isCloseTo(1.6487, within(0.0001));
  }

  @Test
  void upperBoundOfNothingFalseShrinksWithTheNumberOfPrograms() {
    assertThat(Bernstein.upperBound(new double[10_000])).isCloseTo(0.001236, within(1e-6));
    assertThat(Bernstein.upperBound(new double[100])).isGreaterThan(0.1);
  }

  @Test
  void reportHasARowForEachProposerAndThePictureIsXml() throws Exception {
    List<Row> rows =
        Scenario.ALL.stream()
            .map(scenario -> new Row(scenario, Habit.LOOPGATE, 1, 0, 0.01, 0, 0.01, 1, 100))
            .toList();
    assertThat(Report.page(rows, 7)).contains("| honest mix | 0.0000 |").doesNotContain("{");
    assertThat(Report.csv(rows).lines()).hasSize(1 + Scenario.ALL.size());
    byte[] svg = Picture.of(rows).getBytes(StandardCharsets.UTF_8);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getElementsByTagName("path")
                .getLength())
        .isGreaterThan(30);
    assertThat(Promises.broken(rows)).isEmpty();
  }
}
