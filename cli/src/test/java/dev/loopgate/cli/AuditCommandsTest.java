package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.LogEdge;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.TilePath;
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
  private static final List<String> STORY =
      List.of(
          leaf("policy.shipped", "{'ref':'standard@1','digest':'sha256:pol'}"),
          fact(
              "idea.proposed",
              "{'ideaId':'I','key':'digits-4','patchDigest':'sha256:p','authors':['bot@lab','ann@lab']}"),
          fact(
              "experiment.registered",
              "{'registration':{'experimentId':'X','ideaId':'I'},'digest':'sha256:plan'}"),
          fact(
              "experiment.concluded",
              "{'experimentId':'X','ideaId':'I','verdict':{'outcome':'IMPROVED','eValue':'60.1','threshold':'40'},'registrationDigest':'sha256:plan','evidenceDigest':'sha256:ev','digestMatches':true}"),
          leaf(
              "vote.cast",
              "{'reviewId':'R','voter':'bob@lab','value':'APPROVE','dossierDigest':'sha256:d','roles':['REVIEWER']}"),
          leaf(
              "decision.made",
              "{'decision':{'decisionId':'D','reviewId':'R','reviewKey':'digits-4-a','kind':'ADOPTION','outcome':'ADOPT','policy':'standard@1','deciders':['bob@lab']},'rule':'votes','eligible':[{'person':'eve@lab','roles':['REVIEWER']}]}"),
          fact(
              "generation.advanced",
              "{'program':'digits','number':2,'commit':'c0ffee','ideaId':'I','decisionId':'D','experimentId':'X'}"));

  @TempDir Path home = Path.of("set by JUnit");
  private final NoteSigner signer = NoteSigner.generate("loopgate.local/log", new SecureRandom());
  private Terminal terminal = new Terminal(Map.of());

  private static String leaf(String kind, String entry) {
    return "{'at':'2026-11-26T08:00:00Z','entry':%s,'id':'x','kind':'%s'}"
        .formatted(entry, kind)
        .replace('\'', '"');
  }

  private static String fact(String kind, String fact) {
    return leaf(
        kind, "{'source':'/feeds/x','eventId':'e','digest':'sha256:e','fact':" + fact + "}");
  }

  @BeforeEach
  void givenTheKeyOfTheLog() throws IOException {
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/log.vkey"), signer.key() + "\n");
  }

  private String export(List<String> story) throws IOException {
    LogEdge.Growth growth = LogEdge.empty().append(story.stream().map(Json::utf8).toList());
    Path log = home.resolve("export");
    for (Map.Entry<TilePath, byte[]> file : growth.files().entrySet()) {
      Path path = log.resolve(file.getKey().toString());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Checkpoint checkpoint =
        new Checkpoint("loopgate.local/log", story.size(), growth.edge().root());
    Files.write(log.resolve("checkpoint"), checkpoint.sign(signer).bytes());
    return log.toString();
  }

  @Test
  void anIntactExportIsVerifiedAndAFlippedByteEndsWithSixAndTheEntry() throws IOException {
    String log = export(STORY);
    assertThat(terminal.type("audit", "verify", log)).isZero();
    assertThat(terminal.out()).contains("verified: 7 entries of loopgate.local/log");

    Path bundle = Path.of(log, "tile/entries/000.p/7");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 1] ^= 1;
    Files.write(bundle, bytes);
    assertThat(terminal.type("audit", "verify", log)).isEqualTo(6);
    assertThat(terminal.out()).contains("entries/000.p/7: entry 6 is not what was logged");
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", log)).isEqualTo(6);
  }

  @Test
  void whyTellsWhoWhatWhichEvidenceWhichPolicyAndWhoCouldHave() throws IOException {
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", export(STORY))).isZero();
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
    List<String> story = new ArrayList<>(STORY);
    story.set(1, story.get(1).replace("ann@lab", "bob@lab"));
    story.add(3, story.remove(2));
    assertThat(terminal.type("audit", "why", "digits", "2", "--log", export(story))).isEqualTo(6);
    assertThat(terminal.out())
        .contains("NOT  bob@lab is no author of the idea")
        .contains("NOT  the plan was logged before the result");
  }

  @Test
  void anUnknownGenerationIsNotFoundAndAnUnknownKeyIsSaid() throws IOException {
    String log = export(STORY);
    assertThat(terminal.type("audit", "why", "digits", "3", "--log", log)).isEqualTo(3);
    Files.delete(home.resolve("keys/log.vkey"));
    assertThat(terminal.type("audit", "verify", log)).isEqualTo(1);
    assertThat(terminal.err()).contains("the key of the log is not known");
    assertThat(terminal.type("audit", "verify", log, "--key", signer.key().toString())).isZero();
    NoteSigner other = NoteSigner.generate("loopgate.local/log", new SecureRandom());
    assertThat(terminal.type("audit", "verify", log, "--key", other.key().toString())).isEqualTo(6);
  }

  @Test
  void plantsAreWhatTheLogHadACommitmentOf() throws IOException {
    String opened =
        "{'plant':{'defect':'TRIPWIRE_FIRED','plantId':'P','reviewId':'R9','reviewKey':'digits-9-a'},'salt':'ab'}";
    String commitment = Json.digest(Json.read(opened.replace('\'', '"'), Object.class));
    List<String> story = new ArrayList<>(STORY);
    story.add(leaf("plant.committed", "{'plantId':'P','commitment':'" + commitment + "'}"));
    story.add(leaf("review.opened", "{'reviewId':'R9','key':'digits-9-a'}"));
    story.add(leaf("plant.revealed", "{'plantId':'P','opened':" + opened + ",'result':'CAUGHT'}"));
    story.add(leaf("plant.committed", "{'plantId':'Q','commitment':'sha256:open'}"));

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
    story.add(leaf("decision.made", "{'decision':{'reviewId':'R9'}}"));
    assertThat(terminal.type("audit", "plants", export(story))).isEqualTo(6);
    assertThat(terminal.out()).contains("it was decided");
  }
}
