package dev.loopgate.tlog.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.MemoryLog;
import dev.loopgate.tlog.TestLogs;
import dev.loopgate.tlog.TileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportLogTest {
  @TempDir Path directory = Path.of("set by JUnit");

  private Report export(TileReader source) throws IOException {
    return new ExportLog(source, TestLogs.KEYS, directory).run();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void anExportHasTheFilesOfTheLogAndTheCheckpointsThatWereSeen() throws IOException {
    assertThat(export(TestLogs.of(300)).isGood()).isTrue();
    MemoryLog log = TestLogs.of(1000);
    assertThat(export(log).isGood()).isTrue();
    List<String> expected = new ArrayList<>(log.files.keySet());
    expected.addAll(List.of("checkpoints/300", "checkpoints/1000"));
    assertThat(files()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(new VerifyLog(new DirectoryTiles(directory), TestLogs.KEYS).run().isGood()).isTrue();
  }

  @Test
  void anInterruptedExportGoesOnWhereItWas() throws IOException {
    MemoryLog log = TestLogs.of(5000);
    AtomicInteger reads = new AtomicInteger();
    assertThatThrownBy(() ->
            export(path -> {
              if (reads.incrementAndGet() > 20) {
                throw new IOException("the line is down");
              }
              return log.read(path);
            }))
        .hasMessageContaining("the line is down");
    assertThat(directory.resolve("checkpoint")).doesNotExist();
    int there = files().size();
    reads.set(0);
    Report report =
        export(path -> {
          reads.incrementAndGet();
          return log.read(path);
        });
    assertThat(report.isGood()).isTrue();
    assertThat(reads.get()).isEqualTo(log.files.size() - there);
  }

  @Test
  void aBrokenFileOfAnEarlierExportIsFetchedAgain() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    export(log);
    Files.write(directory.resolve("tile/0/001"), new byte[8192]);
    assertThat(export(log).isGood()).isTrue();
    assertThat(Files.readAllBytes(directory.resolve("tile/0/001")))
        .isEqualTo(log.file("tile/0/001"));
  }

  @Test
  void aLogThatForkedOrLiesIsNotExportedOverTheOldOne() throws IOException {
    export(TestLogs.of(300));
    MemoryLog forked = TestLogs.of(299);
    forked.append(MemoryLog.entries(0, 100));
    forked.sign(TestLogs.SIGNER);
    assertThat(export(forked).findings())
        .extracting(Finding::detail)
        .containsExactly("does not begin with the 300 entries of the older one: forked");
    MemoryLog lying = TestLogs.of(600);
    lying.file("tile/entries/001")[9] ^= 1;
    assertThat(export(lying).isGood()).isFalse();
    assertThat(Optional.of(Files.readAllBytes(directory.resolve("checkpoint"))))
        .contains(Files.readAllBytes(directory.resolve("checkpoints/300")));
  }
}
