package dev.loopgate.tlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.LogEdge;
import dev.loopgate.tlog.TestLogs;
import dev.loopgate.tlog.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionEntriesConformance {
  private static final int SIZE = 1_000_000;
  private static final int BATCH = 50_000;

  @TempDir Path directory = Path.of("set by JUnit");

  @Test
  void aMillionEntriesAreVerifiedWithinAMinute() throws IOException {
    LogEdge edge = LogEdge.empty();
    for (int start = 0; start < SIZE; start += BATCH) {
      LogEdge.Growth growth = edge.append(entries(start));
      for (Map.Entry<TilePath, byte[]> file : growth.files().entrySet()) {
        Path path = directory.resolve(file.getKey().toString());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      edge = growth.edge();
    }
    Checkpoint checkpoint = new Checkpoint("example.org/log", SIZE, edge.root());
    Files.write(directory.resolve("checkpoint"), checkpoint.sign(TestLogs.SIGNER).bytes());

    long begin = System.nanoTime();
    Report report = new VerifyLog(new DirectoryTiles(directory), TestLogs.KEYS).run();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(report.findings()).isEmpty();
    assertThat(report.checkpoint()).contains(checkpoint);
    assertThat(took).isLessThan(Duration.ofMinutes(1));
    System.out.println("a million entries were verified in " + took.toMillis() + " ms");
  }

  private static List<byte[]> entries(int start) {
    String padding = "x".repeat(200);
    return IntStream.range(start, start + BATCH)
        .mapToObj(i -> ("{\"number\":" + i + ",\"padding\":\"" + padding + "\"}"))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
