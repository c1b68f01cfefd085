package dev.loopgate.wire.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @Test
  void starStaysWithinAFolderAndTwoStarsDoNot() {
    assertThat(glob("src/*").match("src/A.java")).isTrue();
    assertThat(glob("src/*").match("src/a/A.java")).isFalse();
    assertThat(glob("src/**").match("src/a/A.java")).isTrue();
    assertThat(glob("src/").match("src/a/A.java")).isTrue();
    assertThat(glob("**/*.json").match("a.json")).isTrue();
    assertThat(glob("**/*.json").match("x/y/a.json")).isTrue();
    assertThat(glob("a/**/b").match("a/b")).isTrue();
    assertThat(glob("a/**/b").match("ab")).isFalse();
    assertThat(glob("a?.txt").match("a1.txt")).isTrue();
    assertThat(glob("a?.txt").match("a/.txt")).isFalse();
    assertThat(glob("src.x").match("src_x")).isFalse();
  }

  @Test
  void overlapIsFoundWithoutAnyFile() {
    assertThat(glob("**").overlap(glob("evaluator/**"))).isTrue();
    assertThat(glob("*/Evaluate.java").overlap(glob("evaluator/**"))).isTrue();
    assertThat(glob("**/*.java").overlap(glob("evaluator/*"))).isTrue();
    assertThat(glob("src/**").overlap(glob("evaluator/**"))).isFalse();
    assertThat(glob("config.json").overlap(glob("*.yaml"))).isFalse();
    assertThat(glob("e*r/x").overlap(glob("evaluator/?"))).isTrue();
  }

  @Test
  void patternsWithTricksAreFaulty() {
    assertThat(List.of("../x", "/x", "a[b]", "{a,b}", "", ".git/**", "a\\b", "***", "a//b"))
        .allMatch(pattern -> Globs.fault(pattern).isPresent());
    assertThat(List.of("**", "src/**", "*.json", "a/", "**/x"))
        .noneMatch(p -> Globs.fault(p).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "evaluator/**, evaluator, true",
    "evaluator/**, evaluator/a/b, true",
    "evaluator/**, evaluators/x, false",
    "docs/, docs, true",
    "docs/, docs/a, true",
    "docs, docs/a, false",
    "a/*/**, a/b, true",
    "a/*/**, a, false",
    "**/x, x, true",
    "a**/b, ab, false",
    "a/**/b/, a/b, true",
    "*, a/b, false",
  })
  void aFolderIsCoveredWithAllThatIsInIt(String pattern, String path, boolean isCovered) {
    assertThat(glob(pattern).match(path)).isEqualTo(isCovered);
    assertThat(glob(pattern).overlap(glob(path))).isEqualTo(isCovered);
  }

  @Test
  void noCharacterHidesAName() {
    assertThat(glob("sealed/**").match("sealed/a\nb")).isTrue();
    assertThat(glob("sealed/?").match("sealed/\uD83D\uDE00")).isTrue();
  }

  private static Globs glob(String pattern) {
    return Globs.of(List.of(pattern));
  }
}
