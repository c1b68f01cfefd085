package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor who has an export and a key, and nothing else. */
class AuditCommandsTest {
  @TempDir Path home = Path.of("set by JUnit");
  private final SomeLog log = new SomeLog();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenTheKeyOfTheLog() throws IOException {
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/log.vkey"), log.key() + "\n");
  }

  private String export(List<String> story) throws IOException {
    Path directory = home.resolve("export");
    log.write(directory, story);
    return directory.toString();
  }

  @Test
  void anIntactExportIsVerifiedAndAFlippedByteEndsWithSixAndTheEntry() throws IOException {
    String export = export(SomeLog.STORY);
    assertThat(terminal.type("audit", "verify", export)).isZero();
    assertThat(terminal.out()).contains("verified: 7 entries of loopgate.local/log");

    Path bundle = Path.of(export, "tile/entries/000.p/7");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 1] ^= 1;
    Files.write(bundle, bytes);
    assertThat(terminal.type("audit", "verify", export)).isEqualTo(6);
    assertThat(terminal.out()).contains("entries/000.p/7: entry 6 is not what was logged");
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", export)).isEqualTo(6);
  }

  @Test
  void aLogThatWasCutBackDiffersFromTheCheckpointBesideIt() throws IOException {
    Path whole = home.resolve("whole");
    byte[] longer = log.write(whole, SomeLog.STORY).bytes();
    String cut = export(SomeLog.STORY.subList(0, 5));
    Path kept = Files.createDirectories(Path.of(cut, "checkpoints"));
    Files.write(kept.resolve("5"), Files.readAllBytes(Path.of(cut, "checkpoint")));
    assertThat(terminal.type("audit", "verify", cut)).isZero();

    Files.write(kept.resolve("7"), longer);

    assertThat(terminal.type("audit", "verify", cut)).isEqualTo(6);
    assertThat(terminal.out()).contains("7: has 5 entries, but once had 7: cut or forked");
  }

  @Test
  void twoCheckpointsOfOneSizeAreAFork() throws IOException {
    List<String> other = new ArrayList<>(SomeLog.STORY);
    other.set(3, SomeLog.leaf("policy.shipped", "{}"));
    byte[] twin = log.write(home.resolve("twin"), other).bytes();
    String export = export(SomeLog.STORY);
    Path kept = Files.createDirectories(Path.of(export, "checkpoints"));
    Files.write(kept.resolve("7-elsewhere"), twin);
    Files.writeString(kept.resolve("notes.txt"), "this is none");

    assertThat(terminal.type("audit", "verify", export)).isEqualTo(6);

    assertThat(terminal.out())
        .contains("7-elsewhere: does not begin with the 7 entries of the older one: forked")
        .contains("notes.txt: ");
  }

  @Test
  void whyTellsWhoWhatWhichEvidenceWhichPolicyAndWhoCouldHave() throws IOException {
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", export(SomeLog.STORY)))
        .isZero();
    assertThat(terminal.out())
        .contains("#0      policy", "standard@1 sha256:pol")
        .contains("#1      proposed", "digits-4 by bot@lab, ann@lab; patch sha256:p")
        .contains("#2      registered", "plan sha256:plan")
        .contains("#3      concluded", "IMPROVED with e-value 60.1 against threshold 40")
        .contains("#4      voted", "bob@lab APPROVE on dossier sha256:d as REVIEWER")
        .contains(
            "#5      decided", "under policy standard@1 by bob@lab; could have voted, too: eve@lab")
        .contains("#6      advanced", "generation 2 at commit c0ffee")
        .contains("ok   the plan was logged before the result")
        .doesNotContain("NOT  ");
  }

  @Test
  void whyEndsWithSixWhenAnAuthorDecidedOrThePlanCameLater() throws IOException {
    List<String> story = new ArrayList<>(SomeLog.STORY);
    story.set(1, story.get(1).replace("ann@lab", "bob@lab"));
    story.add(3, story.remove(2));
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", export(story))).isEqualTo(6);
    assertThat(terminal.out())
        .contains("NOT  bob@lab is no author of the idea")
        .contains("NOT  the plan was logged before the result");
  }

  @Test
  void anUnknownGenerationIsNotFoundAndAnUnknownKeyIsSaid() throws IOException {
    String export = export(SomeLog.STORY);
    assertThat(terminal.type("audit", "why", "digits", "3", "--log", export)).isEqualTo(3);
    Files.delete(home.resolve("keys/log.vkey"));
    assertThat(terminal.type("audit", "verify", export)).isEqualTo(1);
    assertThat(terminal.err()).contains("the key of the log is not known");
    assertThat(terminal.type("audit", "verify", export, "--key", log.key().toString())).isZero();
    NoteSigner other = NoteSigner.generate(SomeLog.ORIGIN, new SecureRandom());
    assertThat(terminal.type("audit", "verify", export, "--key", other.key().toString()))
        .isEqualTo(6);
  }

  @Test
  void plantsAreWhatTheLogHadACommitmentOf() throws IOException {
    String opened =
        "{'plant':{'defect':'TRIPWIRE_FIRED','plantId':'P','reviewId':'R9','reviewKey':'digits-9-a'},'salt':'ab'}";
    String commitment = Json.digest(Json.read(opened.replace('\'', '"'), Object.class));
    List<String> story = new ArrayList<>(SomeLog.STORY);
    story.add(SomeLog.leaf("plant.committed", "{'plantId':'P','commitment':'" + commitment + "'}"));
    story.add(SomeLog.leaf("review.opened", "{'reviewId':'R9','key':'digits-9-a'}"));
    story.add(
        SomeLog.leaf(
            "plant.revealed", "{'plantId':'P','opened':" + opened + ",'result':'CAUGHT'}"));
    story.add(SomeLog.leaf("plant.committed", "{'plantId':'Q','commitment':'sha256:open'}"));

    assertThat(terminal.type("audit", "plants", export(story))).isZero();
    assertThat(terminal.out())
        .contains("ok   #9      digits-9-a: TRIPWIRE_FIRED, CAUGHT", "1 ended, 1 open");

    List<String> other = new ArrayList<>(story);
    other.set(9, story.get(9).replace("TRIPWIRE_FIRED", "PLAN_AFTER_RESULT"));
    assertThat(terminal.type("audit", "plants", export(other))).isEqualTo(6);
    assertThat(terminal.out()).contains("it is not what entry 7 is a commitment of");
    other.set(9, story.get(9));
    other.add(7, story.get(8));
    assertThat(terminal.type("audit", "plants", export(other))).isEqualTo(6);
    assertThat(terminal.out()).contains("the review was there before the commitment");
    story.add(SomeLog.leaf("decision.made", "{'decision':{'reviewId':'R9'}}"));
    assertThat(terminal.type("audit", "plants", export(story))).isEqualTo(6);
    assertThat(terminal.out()).contains("it was decided");
  }
}
