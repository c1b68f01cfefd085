package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Write the table with {@code -Dgamma.update=true}. */
class GammaTableTest {
  private static final Path TABLE =
      Path.of(System.getProperty("loopgate.repository", ".."), "docs/gamma.csv");
  private static final int LAST = 10_000;

  @Test
  void publishedTableIsWhatTheCodeComputes() throws IOException {
    StringBuilder table = new StringBuilder("t,gamma\n");
    for (int t = 1; t <= LAST; t++) {
      table.append(t).append(',').append(ErrorBudget.gamma(t).toPlainString()).append('\n');
    }
    if (Boolean.getBoolean("gamma.update")) {
      Files.writeString(TABLE, table);
    }
    assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
  }

  @Test
  void weightsFallFromTheSecondOn() {
    for (int t = 2; t < LAST; t++) {
      assertThat(ErrorBudget.gamma(t + 1)).isLessThan(ErrorBudget.gamma(t));
    }
  }
}
