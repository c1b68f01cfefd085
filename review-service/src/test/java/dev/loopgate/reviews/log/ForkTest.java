package dev.loopgate.reviews.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.testkit.TestDatabase;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {
  private static final long SEED = 20261126;
  @TempDir Path directory;
  private Path key = Path.of("");
  private Path memory = Path.of("");
  private String database = "";

  @BeforeEach
  void anEmptyLog() throws IOException {
    key = directory.resolve("log.key");
    memory = directory.resolve("log.memory");
    Files.writeString(key, NoteSigner.generate("loopgate.test/fork", new SecureRandom()).secret());
    database = TestDatabase.create();
    SmallLog.migrate(database);
  }

  private SmallLog open(String url) {
    return new SmallLog(url, key, memory);
  }

  private static void grow(SmallLog log, int entries, String text) {
    log.append(entries, text);
    log.sequencer.sequenceAll();
    log.publisher.publish();
  }

  private Checkpoint remembered() throws IOException {
    NoteVerifier verifier = new NoteVerifier(NoteSigner.parse(Files.readString(key)).key());
    return Checkpoint.parse(SignedNote.parse(Files.readAllBytes(memory)).verifiedBy(verifier));
  }

  @Test
  void anyOlderBackupIsRefusedAlsoAfterItGrewPastWhatWasPublished() throws IOException {
    Random random = new Random(SEED);
    SmallLog log = open(database);
    List<String> backups = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      grow(log, 1 + random.nextInt(300), "original");
      backups.add(TestDatabase.copyOf(database));
    }
    String newest = backups.removeLast();

    for (String backup : backups) {
      SmallLog restored = open(backup);
      assertThatThrownBy(restored.publisher::publish)
          .isInstanceOf(ForkException.class)
          .hasMessageContaining("older backup");
      restored.append((int) remembered().size() + 1, "other");
      restored.sequencer.sequenceAll();
      assertThatThrownBy(open(backup).publisher::publish)
          .isInstanceOf(ForkException.class)
          .hasMessageContaining("would fork the log");
      assertThatCode(log.publisher::publish).doesNotThrowAnyException();
    }
    assertThatCode(open(newest).publisher::publish).doesNotThrowAnyException();
  }

  @Test
  void anEmptyDatabaseBesideAPublishedLogIsRefused() {
    grow(open(database), 3, "x");
    String empty = TestDatabase.create();
    SmallLog.migrate(empty);

    assertThatThrownBy(open(empty).publisher::publish)
        .isInstanceOf(ForkException.class)
        .hasMessageContaining("0 entries");
  }

  @Test
  void aPublishedLogWhoseMemoryIsLostIsRefusedUntilSomebodyBringsACheckpoint() throws IOException {
    grow(open(database), 3, "x");
    byte[] kept = Files.readAllBytes(memory);
    Files.delete(memory);

    assertThatThrownBy(open(database).publisher::publish)
        .isInstanceOf(ForkException.class)
        .hasMessageContaining("memory");

    Files.write(memory, kept);
    assertThatCode(open(database).publisher::publish).doesNotThrowAnyException();
  }

  @Test
  void anotherKeyDoesNotGoOnWithALog() throws IOException {
    grow(open(database), 3, "x");
    Files.writeString(key, NoteSigner.generate("loopgate.test/fork", new SecureRandom()).secret());

    assertThatThrownBy(open(database).publisher::publish).isInstanceOf(ForkException.class);
  }

  @Test
  void whatACrashLeftUnsignedIsSignedAtTheNextStart() throws IOException {
    SmallLog log = open(database);
    grow(log, 3, "x");
    log.append(260, "y");
    log.sequencer.sequenceAll();
    assertThat(remembered().size()).isEqualTo(3);

    open(database).publisher.publish();

    assertThat(remembered().size()).isEqualTo(263);
    assertThat(open(database).checkpoints.newest().orElseThrow().bytes())
        .isEqualTo(Files.readAllBytes(memory));
  }

  @Test
  void whatACrashLeftRememberedButNotShownIsShownAtTheNextStart() throws IOException {
    SmallLog log = open(database);
    grow(log, 3, "x");
    log.append(2, "y");
    log.sequencer.sequenceAll();
    NoteSigner signer = NoteSigner.parse(Files.readString(key));
    TreeHead head = log.tree.head();
    new Memory(memory)
        .write(new Checkpoint(signer.key().name(), head.size(), head.root()).sign(signer));

    open(database).publisher.publish();

    assertThat(open(database).checkpoints.newest().orElseThrow().bytes())
        .isEqualTo(Files.readAllBytes(memory));
  }

  @Test
  void nothingIsShownThatCouldNotBeRemembered() throws IOException {
    Path gone = directory.resolve("gone");
    SmallLog log = new SmallLog(database, key, gone.resolve("log.memory"));
    log.append(1, "x");
    log.sequencer.sequenceAll();

    assertThatThrownBy(log.publisher::publish)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written");
    assertThat(log.checkpoints.newest()).isEmpty();

    Files.createDirectory(gone);
    log.publisher.publish();
    assertThat(log.checkpoints.newest()).isPresent();
  }

  @Test
  void aMemoryThatIsDeletedWhileTheServiceRunsIsWrittenAgain() throws IOException {
    SmallLog log = open(database);
    grow(log, 3, "x");
    Files.delete(memory);

    log.publisher.publish();

    assertThat(remembered().size()).isEqualTo(3);
  }
}
