package dev.loopgate.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder of the corpus may look like, and what it may not. */
class CorpusTest {
  private static final Path EXAMPLES = Path.of("../examples/canaries");
  private static final String GOOD =
      "title: t\nattack: a\nneeds: none\nexpect: {verdict: NOT_SHOWN}\n";

  @TempDir Path folder;

  @Test
  void theShippedCorpusIsReadableAndLargeEnough() throws IOException {
    List<Canary> canaries = Corpus.in(EXAMPLES.resolve("corpus"));

    assertThat(canaries).hasSizeGreaterThanOrEqualTo(36);
    assertThat(canaries).filteredOn(Canary::needsSandbox).hasSizeGreaterThan(10);
    assertThat(canaries).noneMatch(c -> c.expectation().words().contains("IMPROVED"));
    assertThat(canaries).extracting(Canary::title).doesNotHaveDuplicates();
    assertThat(ReadCanary.in(EXAMPLES.resolve("control")).expectation().words())
        .isEqualTo("verdict: IMPROVED");
  }

  @Test
  void eachExpectationSurvivesBeingReadAndSaid() throws IOException {
    for (String words :
        List.of(
            "refused: unsafe-path",
            "flag: DISK_FLOOD",
            "verdict: INVALID",
            "outcome: TIMED_OUT",
            "logLacks: TEXT",
            "quarantined: true")) {
      write(GOOD.replace("verdict: NOT_SHOWN", words));
      assertThat(ReadCanary.in(folder).expectation().words()).isEqualTo(words);
    }
  }

  @Test
  void whatIsWrongWithAFolderIsSaidInOneSentence() throws IOException {
    assertRefused("", "has no canary.yaml");
    assertRefused("title: [", "not YAML");
    assertRefused(GOOD.replace("title: t", "title: ''"), "has no title");
    assertRefused(GOOD.replace("none", "luck"), "either none or sandbox");
    assertRefused(GOOD + "colour: red\n", "unknown key colour");
    assertRefused(
        GOOD.replace("{verdict: NOT_SHOWN}", "{verdict: INVALID, flag: X}"), "exactly one");
    assertRefused(GOOD.replace("verdict: NOT_SHOWN", "mood: bad"), "expects mood");
    assertRefused(GOOD.replace("NOT_SHOWN", "FINE"), "which no experiment can have");
  }

  @Test
  void aChangeIsEitherAPatchOrFiles() throws IOException {
    write(GOOD);
    Files.delete(folder.resolve("change.patch"));
    assertThatThrownBy(() -> ReadCanary.in(folder)).hasMessageContaining("either change.patch");
    Files.createDirectories(folder.resolve("files/src"));
    Files.writeString(folder.resolve("files/src/a"), "x");

    assertThat(ReadCanary.in(folder).files()).containsEntry("src/a", "x");
  }

  @Test
  void anAttackThatDoesHarmGoesToTheProgramThatDemandsASandbox() throws IOException {
    write(GOOD);
    assertThat(ReadCanary.in(folder).program()).isEqualTo("canaries");
    write(GOOD.replace("none", "sandbox"));
    assertThat(ReadCanary.in(folder).program()).isEqualTo("canaries-isolated");
    write(GOOD.replace("verdict: NOT_SHOWN", "quarantined: true"));
    assertThat(ReadCanary.in(folder).program()).isEqualTo("canaries-impossible");
  }

  @Test
  void namesThatAreNotThereAreRefused() throws IOException {
    List<Canary> canaries = Corpus.in(EXAMPLES.resolve("corpus"));

    assertThat(Corpus.only(canaries, List.of("no-change"))).hasSize(1);
    assertThat(Corpus.only(canaries, List.of())).isEqualTo(canaries);
    assertThatThrownBy(() -> Corpus.only(canaries, List.of("nobody")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nobody");
  }

  private void assertRefused(String yaml, String why) throws IOException {
    if (!yaml.isEmpty()) {
      write(yaml);
    }
    assertThatThrownBy(() -> ReadCanary.in(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(why);
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("canary.yaml"), yaml);
    Files.writeString(folder.resolve("change.patch"), "diff");
  }
}
