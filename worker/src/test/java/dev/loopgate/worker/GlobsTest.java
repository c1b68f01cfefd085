package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobsTest {
  @Test
  void starStaysWithinAFolderAndTwoStarsDoNot() {
    assertThat(match("src/*", "src/a.txt")).isTrue();
    assertThat(match("src/*", "src/a/b.txt")).isFalse();
    assertThat(match("src/**", "src/a/b.txt")).isTrue();
    assertThat(match("**/secret.txt", "secret.txt")).isTrue();
    assertThat(match("**/secret.txt", "a/b/secret.txt")).isTrue();
    assertThat(match("a.txt", "axtxt")).isFalse();
  }

  @Test
  void aSealedFolderIsSealedItself() {
    assertThat(match("evaluator/**", "evaluator")).isTrue();
    assertThat(match("evaluator/", "evaluator/x")).isTrue();
    assertThat(match("evaluator/**", "evaluators/x")).isFalse();
  }

  private static boolean match(String glob, String path) {
    return new Globs(List.of(glob)).match(path);
  }
}
