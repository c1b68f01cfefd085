package dev.loopgate.retrospect;

import static dev.loopgate.retrospect.SomeRun.HEADER;
import static dev.loopgate.retrospect.SomeRun.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.retrospect.Skipped.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Test;

class ReadTableTest {
  private static final String BASELINE = "a\t1.0\t44.0\tkeep\tbaseline\n";
  private static final String BETTER = "b\t0.9\t44.0\tkeep\tsmaller\n";

  @Test
  void attemptsAreCountedByWhatBecameOfThem() {
    RunLog log =
        table(HEADER + BASELINE + BETTER + "c\t0.95\t44\tdiscard\tx\nd\t0.0\t0.0\tcrash\ty\n");
    assertThat(log.attempts()).isEqualTo(3);
    assertThat(log.keeps()).hasSize(1);
    assertThat(log.discards()).isEqualTo(1);
    assertThat(log.crashes()).isEqualTo(1);
    assertThat(log.origin().direction()).isEqualTo(Direction.MINIMIZE);
  }

  @Test
  void malformedRowsAreCountedAndNamed() {
    RunLog log =
        table(
            HEADER
                + BASELINE
                + "c\t0.9\n"
                + "d\tfast\t1\tkeep\tx\n"
                + "e\tNaN\t1\tkeep\tx\n"
                + "f\t0.8\t1\tmaybe\tx\n"
                + HEADER
                + BETTER);
    assertThat(log.skipped().count()).isEqualTo(5);
    assertThat(log.skipped().first())
        .containsExactly(
            new Row(3, "2 columns instead of 5"),
            new Row(4, "val_bpb is no number: \"fast\""),
            new Row(5, "val_bpb is no number: \"NaN\""),
            new Row(6, "status \"maybe\" is none of keep, discard, crash"),
            new Row(7, "the header once more"));
    assertThat(log.attempts()).isEqualTo(1);
  }

  @Test
  void manySkippedRowsAreCountedAndTheFirstNamed() {
    RunAudit audit =
        SomeRun.audit(table(HEADER + BASELINE + "c\t0.9\n".repeat(40) + BETTER), Noise.stated(0.1));
    assertThat(TextReport.of(audit))
        .contains("40 rows skipped", "line 3: 2 columns", "and 30 more");
  }

  @Test
  void columnsMayStandInAnyOrder() {
    RunLog log =
        table("status\tdescription\tval_bpb\tcommit\nkeep\tbase\t1.0\ta\nkeep\tx\t0.9\tb\n");
    assertThat(log.claimedGain()).isCloseTo(0.1, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(log.keeps().getFirst().attempt().name()).isEqualTo("b");
  }

  @Test
  void linesOfWindowsAndAByteOrderMarkMakeNoDifference() {
    String text = HEADER + BASELINE + BETTER;
    RunLog log = table("\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(log.keeps()).isEqualTo(table(text).keeps());
    assertThat(log.skipped().count()).isZero();
  }

  @Test
  void attemptsWithoutCommitAreNamedByTheirLine() {
    RunLog log = table(HEADER + BASELINE + "\t0.9\t44\tkeep\tx\n");
    assertThat(log.keeps().getFirst().attempt().name()).isEqualTo("line 3");
    assertThat(log.repeats().degreesOfFreedom()).isZero();
  }

  @Test
  void decimalCommasAreReadAndTold() {
    RunLog log = table("id;loss;status\na;1,5;keep\nb;1,25;keep\n");
    assertThat(log.losses()).containsExactly(1.5, 1.25);
    assertThat(log.origin().remarks())
        .anyMatch(remark -> remark.startsWith("2 values have a decimal comma"));
  }

  @Test
  void quotedCellsMayHoldCommasAndLines() {
    RunLog log =
        table(
            "id,loss,status,description\na,1.0,keep,\"base, \"\"old\"\"\"\nb,\"0,9\",keep,\"two\nlines\"\n");
    assertThat(log.baseline().description()).isEqualTo("base, \"old\"");
    assertThat(log.keeps().getFirst().attempt().description()).isEqualTo("two\nlines");
    assertThat(log.keeps().getFirst().attempt().value()).isEqualTo(0.9);
  }

  @Test
  void oneOfTwoMetricsMustBeNamed() {
    String text = "id,loss,accuracy,status\na,1,0.5,keep\nb,0.9,0.7,keep\n";
    assertThatThrownBy(() -> table(text))
        .hasMessage("each of these columns could be the metric: loss, accuracy");
    RunLog log = table(text, new TableOptions("accuracy", null, null));
    assertThat(log.origin().direction()).isEqualTo(Direction.MAXIMIZE);
    assertThat(log.origin().remarks()).anyMatch(remark -> remark.contains("larger accuracy"));
  }

  @Test
  void withoutStatusWhatIsBetterIsKept() {
    RunLog log = table("loss\n1.0\n1.1\n0.9\n", new TableOptions(null, null, Direction.MINIMIZE));
    assertThat(log.keeps()).hasSize(1);
    assertThat(log.origin().remarks()).anyMatch(remark -> remark.startsWith("no column says"));
    assertThatThrownBy(() -> table("loss\n1.0\n1.1\n"))
        .hasMessageContaining("the direction of loss must be known");
  }

  @Test
  void whatCannotBeReadIsSaidInOneSentence() {
    assertThatThrownBy(() -> table("")).hasMessage("the log is empty");
    assertThatThrownBy(() -> table("\n \n")).hasMessage("the log is empty");
    assertThatThrownBy(() -> table(HEADER)).hasMessageContaining("no row below it");
    assertThatThrownBy(() -> table(HEADER + BASELINE)).hasMessageContaining("no attempt after it");
    assertThatThrownBy(() -> table("1,2,3\n4,5,6\n")).hasMessageContaining("is no header");
    assertThatThrownBy(() -> table("a,b\nx,y\n")).hasMessageContaining("no column looks like");
    assertThatThrownBy(() -> table(HEADER + BASELINE, new TableOptions("loss", null, null)))
        .hasMessageContaining("there is no column loss");
    assertThatThrownBy(() -> table(HEADER + "a\t1.0\t44.0\tmaybe\tx\n"))
        .hasMessageContaining("1 rows skipped")
        .hasMessageContaining("status \"maybe\"");
  }

  @Test
  void headerMayBeMissing() {
    RunLog log = table(BASELINE + BETTER);
    assertThat(log.attempts()).isEqualTo(1);
    assertThat(log.origin().remarks()).anyMatch(remark -> remark.contains("there is no header"));
  }

  @Test
  void aMillionRowsAreStreamed() throws IOException {
    long begin = System.nanoTime();
    RunLog log;
    try (BufferedReader rows = new BufferedReader(new ManyRows(1_000_000))) {
      log = new ReadTable("many", rows, TableOptions.NONE).read();
    }
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.counts().attempts()).isEqualTo(999_999);
    assertThat(TextReport.of(audit)).contains("999999 attempts");
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(60);
  }

  /** A table that is never in memory as a whole. */
  private static final class ManyRows extends Reader {
    private final java.util.SplittableRandom random = new java.util.SplittableRandom(5);
    private final int rows;
    private String line = HEADER;
    private int at;
    private int made;
    private double best = 9;

    ManyRows(int rows) {
      this.rows = rows;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (at == line.length()) {
        if (made == rows) {
          return -1;
        }
        line = row();
        at = 0;
      }
      int count = Math.min(length, line.length() - at);
      line.getChars(at, at + count, buffer, offset);
      at += count;
      return count;
    }

    private String row() {
      double value = 1 + 0.001 * random.nextGaussian();
      boolean kept = value < best;
      best = Math.min(best, value);
      made++;
      return made + "\t" + value + "\t44.0\t" + (kept ? "keep" : "discard") + "\tchange\n";
    }

    @Override
    public void close() {}
  }
}
