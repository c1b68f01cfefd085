package dev.loopgate.ideas.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

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

  @Test
  void storedGzipIsReadByEverybody() throws IOException {
    byte[] content = new byte[200_001];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (StoredGzip gzip = new StoredGzip(out)) {
      gzip.write(content);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  private static Globs glob(String pattern) {
    return Globs.of(List.of(pattern));
  }
}
