package dev.loopgate.ideas.characters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.IdeaFlag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCharactersTest {
  private static final List<String> TWO = List.of("src/A.java", "src/B.java");
  private static final String PATCH =
      """
      diff --git a/src/A.java b/src/A.java
      index 1..2 100644
      --- a/src/A.java
      +++ b/src/A.java
      @@ -3,3 +3,4 @@ class A {
       same
      -old %1$s
      +%2$s
      +++ b/src/Fake.java
       same
      diff --git a/src/B.java b/src/B.java
      new file mode 100644
      --- /dev/null
      +++ b/src/B.java
      @@ -0,0 +1 @@
      +%3$s
      \\ No newline at end of file
      """;

  @ParameterizedTest
  @CsvSource({
    "202A, LEFT-TO-RIGHT EMBEDDING",
    "202E, RIGHT-TO-LEFT OVERRIDE",
    "2066, LEFT-TO-RIGHT ISOLATE",
    "2069, POP DIRECTIONAL ISOLATE",
    "200E, LEFT-TO-RIGHT MARK",
    "200F, RIGHT-TO-LEFT MARK",
    "061C, ARABIC LETTER MARK",
    "200B, ZERO WIDTH SPACE",
    "200C, ZERO WIDTH NON-JOINER",
    "200D, ZERO WIDTH JOINER",
    "2060, WORD JOINER",
    "FEFF, ZERO WIDTH NO-BREAK SPACE",
    "00AD, SOFT HYPHEN",
    "3164, HANGUL FILLER",
    "FE01, VARIATION SELECTOR-2",
    "E0100, VARIATION SELECTOR-17",
    "E0041, TAG LATIN CAPITAL LETTER A",
    "E0000, WITHOUT A NAME",
    "2028, LINE SEPARATOR",
    "001B, ESCAPE",
    "000D, CARRIAGE RETURN (CR)",
    "0085, NEXT LINE (NEL)"
  })
  void whatCannotBeSeenIsNamedWithItsPlace(String hex, String name) {
    String hidden = "int a" + Character.toString(Integer.parseInt(hex, 16)) + "= 1;";

    assertThat(evidence(PATCH.formatted("", hidden, "")))
        .isEqualTo("src/A.java:4 U+%s %s".formatted(hex, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "\ttabs and a Windows line\r",
        "größer, 日本語, עברית, русский",
        "family 👨‍👩‍👧 and ❤️‍🔥 and 👩🏽‍💻 and 1️⃣ and ☺︎",
        ""
      })
  void ordinaryTextOfAnyLanguageIsLeftAlone(String line) {
    assertThat(HiddenCharacters.in(Map.of("title", line), TWO, PATCH.formatted("", line, line)))
        .isEmpty();
  }

  @Test
  void onlyAddedLinesCountAndEachIsFoundInItsFile() {
    assertThat(HiddenCharacters.in(Map.of(), TWO, PATCH.formatted("\u202E", "a", "b"))).isEmpty();
    assertThat(evidence(PATCH.formatted("\u202E", "a\u200B", "b\u2067\u2067")))
        .isEqualTo(
            "src/A.java:4 U+200B ZERO WIDTH SPACE; src/B.java:1 U+2067 RIGHT-TO-LEFT ISOLATE");
  }

  @Test
  void textThatLooksLikeTheHeadOfAFileHidesNothing() {
    String patch =
        """
        diff --git a/src/A.java b/src/A.java
        --- a/src/A.java
        +++ b/src/A.java
        @@ -1 +1,3 @@
        -diff --git a/x b/x
        +diff --git a/src/B.java b/src/B.java
        +@@ -1,0 +1,0 @@
        +a\u202E
        """;

    assertThat(evidence(patch)).isEqualTo("src/A.java:3 U+202E RIGHT-TO-LEFT OVERRIDE");
  }

  @Test
  void titleAndHypothesisAreReadLineByLine() {
    Optional<IdeaFlag> flag =
        HiddenCharacters.in(Map.of("hypothesis", "one\ntwo\u2066\nthree"), List.of(), "");

    assertThat(flag)
        .contains(new IdeaFlag(HiddenCharacters.KIND, "hypothesis:2 U+2066 LEFT-TO-RIGHT ISOLATE"));
  }

  @Test
  void evidenceStaysShortAndPrintableHoweverMuchIsHidden() {
    StringBuilder text = new StringBuilder();
    for (int tag = 0xE0020; tag < 0xE007F; tag++) {
      text.appendCodePoint(tag);
    }
    String evidence =
        HiddenCharacters.in(Map.of("title", text.toString()), List.of(), "")
            .orElseThrow()
            .evidence();

    assertThat(evidence).hasSizeLessThanOrEqualTo(1000).matches("[\\x20-\\x7E]+");
    assertThat(evidence).matches(".*; and \\d+ more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/c\u043Enfig.json | U+043E CYRILLIC SMALL LETTER O among LATIN letters",
        "src/\u0420\u0410\u0423.java | U+0420 CYRILLIC CAPITAL LETTER ER in a word that looks Latin",
        "src/\u03BFk.java | U+03BF GREEK SMALL LETTER OMICRON among LATIN letters",
        "src/\uFF41.java | another spelling of src/a.java",
        "src/\uFB01le.java | another spelling of src/file.java"
      })
  void fileNamesThatReadLikeOthersAreNamed(String path, String what) {
    assertThat(LookAlikes.in(path)).contains(what);
    assertThat(HiddenCharacters.in(Map.of(), List.of(path), ""))
        .contains(new IdeaFlag(HiddenCharacters.KIND, path + " " + what));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"src/Train.java", "src/größe.py", "docs/привет.md", "日本語かな漢字.txt", "a-б.c"})
  void fileNamesInOneAlphabetAreLeftAlone(String path) {
    assertThat(LookAlikes.in(path)).isEmpty();
  }

  private static String evidence(String patch) {
    return HiddenCharacters.in(Map.of(), TWO, patch).orElseThrow().evidence();
  }
}
