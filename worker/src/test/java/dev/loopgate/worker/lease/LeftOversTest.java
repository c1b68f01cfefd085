package dev.loopgate.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.process.AttemptProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {
  @TempDir Path attempts;

  @Test
  void childrenAndFoldersOfAKilledWorkerAreRemoved() throws Exception {
    AttemptDirectory directory = directory();
    Process child = sleeper(directory.marker());
    directory.record(child.toHandle());
    LeftOvers.clean(attempts);
    assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.root()).doesNotExist();
  }

  @Test
  void anotherProcessWithTheSameNumberIsLeftAlone() throws Exception {
    AttemptDirectory directory = directory();
    Process other = sleeper("another");
    try {
      String json =
          "{\"marker\":\"%s\",\"pid\":%d,\"startedAtMillis\":1}"
              .formatted(directory.marker(), other.pid());
      Files.writeString(directory.root().resolve("process.json"), json);
      LeftOvers.clean(attempts);
      assertThat(other.isAlive()).isTrue();
      assertThat(directory.root()).doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void foldersThatNobodyCanReadAreRemovedToo() throws Exception {
    AttemptDirectory directory = directory();
    Path closed = directory.workspace().resolve("a");
    Files.createDirectories(closed.resolve("b"));
    assertThat(closed.toFile().setReadable(false, false)).isTrue();
    LeftOvers.clean(attempts);
    assertThat(directory.root()).doesNotExist();
  }

  private AttemptDirectory directory() throws Exception {
    AttemptDirectory directory = AttemptDirectory.in(attempts);
    directory.create();
    return directory;
  }

  private static Process sleeper(String marker) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(List.of("sleep", "600"));
    builder.environment().put(AttemptProcesses.VARIABLE, marker);
    return builder.start();
  }
}
