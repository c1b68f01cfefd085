package dev.loopgate.cli;

import static dev.loopgate.cli.SomeLog.STORY;
import static dev.loopgate.cli.SomeLog.fact;
import static dev.loopgate.cli.SomeLog.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that are intact, and tell of decisions that could not have made the generation. */
class WhyTest {
  private static final int POLICY = 0;
  private static final int IDEA = 1;
  private static final int VOTE = 4;

  @TempDir Path home = Path.of("set by JUnit");
  private final SomeLog log = new SomeLog();
  private Terminal terminal = new Terminal(Map.of());

  @BeforeEach
  void givenTheKeyOfTheLog() throws IOException {
    terminal = new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/log.vkey"), log.key() + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'outcome':'ADOPT' | 'outcome':'REJECT' | people decided to ADOPT",
        "'deciders':['bob@lab'] | 'deciders':[] | somebody decided",
        "'programId':'P','ideaId':'I' | 'programId':'P','ideaId':'J' | it was decided about this",
        "'outcome':'ADOPT','programId':'P' | 'outcome':'ADOPT','programId':'Q' | it was decided about this program",
        "'ideaId':'I','experimentId':'X' | 'ideaId':'I','experimentId':'Y' | it was decided on this experiment",
        "'outcome':'IMPROVED' | 'outcome':'NOT_SHOWN' | the verdict was IMPROVED",
        "'experimentId':'X','ideaId':'I','verdict' | 'experimentId':'X','ideaId':'J','verdict' | they are about this idea",
        "'value':'APPROVE' | 'value':'VETO' | bob@lab was for it, on this dossier, before the decision",
        "'value':'APPROVE','dossierDigest':'sha256:d' | 'value':'APPROVE','dossierDigest':'sha256:e' | bob@lab was for it, on this dossier, before the decision",
        "'sponsor':'ann@lab' | 'sponsor':'bob@lab' | bob@lab is no author of the idea",
      })
  void aDecisionThatCouldNotHaveMadeItIsFoundOut(String said, String instead, String claim)
      throws IOException {
    List<String> story = changed(said, instead);

    assertThat(why(story)).isEqualTo(6);
    assertThat(terminal.out()).contains("NOT  " + claim.strip());
  }

  @Test
  void anIdeaThatTheLogDoesNotHaveIsNoReason() throws IOException {
    List<String> story = new ArrayList<>(STORY);
    story.remove(IDEA);

    assertThat(why(story)).isEqualTo(6);
    assertThat(terminal.out()).contains("NOT  the log has the idea");
  }

  @Test
  void theLastWordCounts() throws IOException {
    List<String> story = new ArrayList<>(STORY);
    story.add(VOTE + 1, story.get(VOTE).replace("APPROVE", "WITHDRAW"));

    assertThat(why(story)).isEqualTo(6);
  }

  @Test
  void anApprovalThatWasCarriedOverCounts() throws IOException {
    List<String> story =
        changed(
            "'value':'APPROVE','dossierDigest':'sha256:d'",
            "'value':'APPROVE','dossierDigest':'sha256:e'");
    story.add(VOTE, shown(1, "sha256:e", false));
    story.add(VOTE + 2, shown(2, "sha256:d", true));
    assertThat(why(story)).as(terminal.out()).isZero();

    story.set(VOTE + 2, shown(2, "sha256:d", false));
    assertThat(why(story)).isEqualTo(6);
  }

  @Test
  void authorsOfWhatItRepeatsAreAuthors() throws IOException {
    List<String> story = changed("'key':'digits-4'", "'key':'digits-4','rebasedFrom':'H'");
    story.add(IDEA, fact("idea.proposed", "{'ideaId':'H','key':'digits-3','authors':['bob@lab']}"));

    assertThat(why(story)).isEqualTo(6);
    assertThat(terminal.out()).contains("NOT  bob@lab is no author of the idea");
  }

  @Test
  void aPolicyMayLetAuthorsJudge() throws IOException {
    List<String> story = changed("'authors':['bot@lab'", "'authors':['bob@lab'");
    assertThat(why(story)).isEqualTo(6);

    story.set(
        POLICY,
        leaf(
            "policy.applied",
            "{'ref':'standard@1','digest':'sha256:pol','policy':{'spec':{'reviews':{'ADOPTION':{'eligible':{'authors':'ALLOWED'}}}}}}"));
    assertThat(why(story)).as(terminal.out()).isZero();
  }

  @Test
  void whoSetAVetoAsideOrBrokeTheGlassWasForIt() throws IOException {
    for (String kind : List.of("veto.override-called", "break-glass.called")) {
      List<String> story = new ArrayList<>(STORY);
      story.set(
          VOTE,
          leaf(kind, "{'reviewId':'R','call':{'person':'bob@lab','dossierDigest':'sha256:d'}}"));
      assertThat(why(story)).as(terminal.out()).isZero();
    }
  }

  @Test
  void aSealedVoteMustBeTheOneThatWasOpened() throws IOException {
    String opened = "{'salt':'00','vote':{'voteId':'V','value':'APPROVE'}}".replace('\'', '"');
    String commitment = Json.digest(Json.read(opened, JsonNode.class));
    List<String> story = new ArrayList<>(STORY);
    story.add(
        VOTE,
        leaf(
            "vote.sealed",
            "{'reviewId':'R','voteId':'V','voter':'bob@lab','commitment':'" + commitment + "'}"));
    story.add(VOTE + 1, leaf("vote.opened", opened.replace("}}", ",'reviewId':'R'}}")));
    assertThat(why(story)).as("another vote").isEqualTo(6);
    assertThat(terminal.out()).contains("NOT  the vote of bob@lab is the one that was sealed");
  }

  @Test
  void aRollbackIsDecidedAboutWhatWasAsked() throws IOException {
    List<String> story = new ArrayList<>();
    story.add(fact("rollback.proposed", "{'key':'digits-rollback-1','proposedBy':'ann@lab'}"));
    story.add(STORY.get(VOTE));
    story.add(
        leaf(
            "decision.made",
            "{'decision':{'decisionId':'D','reviewId':'R','kind':'ROLLBACK','outcome':'ROLL_BACK','programId':'P','subjectKey':'digits-rollback-1','dossierDigest':'sha256:d','policy':'standard@1','deciders':['bob@lab']}}"));
    story.add(
        fact(
            "generation.advanced",
            "{'programId':'P','program':'digits','number':2,'subjectKey':'digits-rollback-1','rollsBackTo':1,'decisionId':'D'}"));
    assertThat(why(story)).as(terminal.out()).isZero();

    story.set(0, story.getFirst().replace("ann@lab", "bob@lab"));
    assertThat(why(story)).isEqualTo(6);
  }

  private static List<String> changed(String said, String instead) {
    String before = said.strip().replace('\'', '"');
    assertThat(STORY).as(before).anyMatch(entry -> entry.contains(before));
    return new ArrayList<>(
        STORY.stream()
            .map(entry -> entry.replace(before, instead.strip().replace('\'', '"')))
            .toList());
  }

  private static String shown(int version, String digest, boolean carries) {
    return leaf(
        "dossier.shown",
        "{'reviewId':'R','version':%d,'digest':'%s','carriesApprovals':%s}"
            .formatted(version, digest, carries));
  }

  private int why(List<String> story) throws IOException {
    Path export = Files.createTempDirectory(home, "export");
    log.write(export, story);
    return terminal.type("audit", "why", "digits", "2", "--log", export.toString());
  }
}
