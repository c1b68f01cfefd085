package dev.loopgate.ideas.characters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.IdeaFlag;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataLikeTest {
  private static final List<String> PATHS = List.of("src/Table.java");

  private static String adding(List<String> lines) {
    return "diff --git a/src/Table.java b/src/Table.java\n--- /dev/null\n+++ b/src/Table.java\n"
        + "@@ -0,0 +1,%d @@\n".formatted(lines.size())
        + "+"
        + String.join("\n+", lines)
        + "\n";
  }

  @Test
  void aTableOnOneLineIsSeen() {
    String row = "x".repeat(DataLike.LONGEST_LINE);

    assertThat(DataLike.in(PATHS, adding(List.of("class Table {", row)))).isEmpty();
    assertThat(DataLike.in(PATHS, adding(List.of("class Table {", row + "y"))))
        .contains(new IdeaFlag(DataLike.KIND, "src/Table.java:2 has 501 characters"));
  }

  @Test
  void aTableOnManyLinesIsSeen() {
    List<String> rows = Collections.nCopies(100, "{1, -0.25, 7},");

    assertThat(DataLike.in(PATHS, adding(rows))).isEmpty();
    assertThat(DataLike.in(PATHS, adding(Collections.nCopies(101, "{1, -0.25, 7},"))))
        .contains(new IdeaFlag(DataLike.KIND, "it adds 303 numbers"));
  }
}
