package dev.loopgate.retrospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.retrospect.RunAudit.Counts;
import dev.loopgate.retrospect.Skipped.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of other loops; each fixture was written by hand in the form of that loop's source. */
class OtherLogsTest {
  private static final Path LOGS = Path.of("src/test/resources/logs");

  @TempDir Path folder;

  @Test
  void sessionOfPiAutoresearchIsRead() throws IOException {
    RunLog log = ReadLog.at(LOGS.resolve("pi"), TableOptions.NONE);
    assertThat(log.origin().format()).isEqualTo("pi-autoresearch log");
    assertThat(log.origin().metric()).isEqualTo("tokens_per_s");
    assertThat(log.origin().direction()).isEqualTo(Direction.MAXIMIZE);
    assertThat(log.attempts()).isEqualTo(21);
    assertThat(log.crashes()).as("one crash, one that failed its checks").isEqualTo(2);
    assertThat(log.origin().run()).isNotNull();
    assertThat(log.origin().run().toSeconds()).isBetween(160L, 200L);
    assertThat(log.skipped().first())
        .containsExactly(new Row(27, "no JSON object"), new Row(28, "status \"maybe\" is unknown"));
    assertThat(log.origin().remarks())
        .anyMatch(remark -> remark.contains("several sessions"))
        .anyMatch(remark -> remark.contains("1 line of hooks"));
  }

  @Test
  void discardsUnderTheCommitTheyBeganFromAreNoRepeats() throws IOException {
    RunLog log = ReadLog.at(LOGS.resolve("pi"), TableOptions.NONE);
    assertThat(log.repeats().degreesOfFreedom()).isZero();
    assertThat(
            SomeRun.table(
                    "commit,loss,status\na,1,keep\na,2,discard\na,3,discard\n",
                    new TableOptions(null, null, Direction.MINIMIZE))
                .repeats()
                .degreesOfFreedom())
        .isZero();
  }

  @Test
  void theGainOfASessionStandsOut() throws IOException {
    RunLog log = ReadLog.at(LOGS.resolve("pi"), TableOptions.NONE);
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.outstanding())
        .extracting(KeepFinding::description)
        .containsExactly("change 12");
    assertThat(audit.claim().gain()).isPositive();
  }

  @Test
  void journalOfAideIsRead() throws IOException {
    RunLog log = ReadLog.at(LOGS.resolve("aide"), TableOptions.NONE);
    RunAudit audit = SomeRun.audit(log, Noise.stated(0.004));
    assertThat(log.origin().direction()).isEqualTo(Direction.MAXIMIZE);
    assertThat(audit.counts().attempts()).isEqualTo(13);
    assertThat(audit.counts().crashes()).isEqualTo(2);
    assertThat(audit.outstanding())
        .extracting(KeepFinding::description)
        .containsExactly("Plan 8: try something.");
    assertThat(log.origin().run()).hasSeconds(66);
  }

  @Test
  void newestCheckpointOfOpenEvolveIsRead() throws IOException {
    RunLog log = ReadLog.at(LOGS.resolve("openevolve"), TableOptions.NONE);
    RunAudit audit = SomeRun.audit(log, Noise.stated(0.01));
    assertThat(audit.counts()).extracting(Counts::attempts, Counts::crashes).containsExactly(14, 1);
    assertThat(log.skipped().first())
        .extracting(Row::reason)
        .anyMatch(reason -> reason.equals("broken.json is no JSON"))
        .anyMatch(reason -> reason.endsWith("has no combined_score"))
        .hasSize(2);
    assertThat(audit.outstanding())
        .extracting(KeepFinding::description)
        .containsExactly("Change 7");
    assertThat(log.origin().remarks())
        .anyMatch(remark -> remark.contains("1 program that migrated"))
        .anyMatch(remark -> remark.contains("survived"));
  }

  @Test
  void whatIsNoLogIsSaidInOneSentence() throws IOException {
    assertThatThrownBy(() -> ReadLog.at(folder, TableOptions.NONE))
        .hasMessageContaining("there is no log in");
    assertThatThrownBy(() -> text("x.json", "{\"a\": [1]}"))
        .hasMessage("x.json is no journal: it has no list of nodes");
    assertThatThrownBy(() -> text("x.json", "{\"nodes\": [{\"id\": \"a\"}, {\"id\": "))
        .hasMessageStartingWith("x.json is no whole JSON: after node");
    assertThatThrownBy(() -> text("x.jsonl", "{\"type\": \"config\"}\n"))
        .hasMessageContaining("no measured attempt");
    Files.createDirectories(folder.resolve("programs"));
    assertThatThrownBy(() -> ReadLog.at(folder, TableOptions.NONE))
        .hasMessageContaining("no measured attempt");
  }

  private static RunLog text(String name, String text) throws IOException {
    return ReadLog.text(name, new BufferedReader(new StringReader(text)), TableOptions.NONE);
  }
}
