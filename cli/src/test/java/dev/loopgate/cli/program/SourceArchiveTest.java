package dev.loopgate.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceArchiveTest {
  @TempDir Path first;
  @TempDir Path second;
  @TempDir Path results;

  @Test
  void sameFilesMakeTheSameBytesWhateverTheirOrderAndAge() throws IOException {
    write(first, "b.txt", "b");
    write(first, "a/c.txt", "ä");
    write(second, "a/c.txt", "ä");
    write(second, "b.txt", "b");
    Files.setLastModifiedTime(second.resolve("b.txt"), FileTime.from(Instant.EPOCH));

    String one = SourceArchive.write(first, results.resolve("1"));
    String other = SourceArchive.write(second, results.resolve("2"));

    assertThat(one).isEqualTo(other);
    assertThat(one).isEqualTo(Json.digest(Files.readAllBytes(results.resolve("1"))));
    assertThat(results.resolve("1")).hasSameBinaryContentAs(results.resolve("2"));
  }

  @Test
  void historyAndBuildResultsStayBehind() throws IOException {
    write(first, "src/Train.java", "x");
    write(first, ".git/config", "x");
    write(first, "sub/.git/config", "x");
    write(first, ".loopgate/keys/issuer.pem", "secret");
    write(first, "target/Train.class", "x");
    write(first, "src/target/kept.txt", "x");

    SourceArchive.write(first, results.resolve("1"));

    assertThat(names(results.resolve("1")))
        .containsExactly("src/Train.java", "src/target/kept.txt");
  }

  @Test
  void onlyTheExecutableBitSurvives() throws IOException {
    write(first, "run.sh", "x");
    assertThat(first.resolve("run.sh").toFile().setExecutable(true)).isTrue();

    SourceArchive.write(first, results.resolve("1"));

    assertThat(entries(results.resolve("1")).getFirst().getMode() & 0777).isEqualTo(0755);
  }

  @Test
  void linksAreRefused() throws IOException {
    Files.createSymbolicLink(first.resolve("link"), first.resolve("elsewhere"));

    assertThatThrownBy(() -> SourceArchive.write(first, results.resolve("1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("symbolic link");
  }

  private static void write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> names(Path archive) throws IOException {
    return entries(archive).stream().map(TarArchiveEntry::getName).toList();
  }

  private static List<TarArchiveEntry> entries(Path archive) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        entries.add(entry);
        entry = tar.getNextEntry();
      }
    }
    return entries;
  }
}
