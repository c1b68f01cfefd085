package dev.loopgate.reviews.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.testkit.TestDatabase;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TrustedKeys;
import dev.loopgate.tlog.witness.WitnessClient;
import dev.loopgate.tlog.witness.WitnessFiles;
import dev.loopgate.tlog.witness.WitnessServer;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // by JUnit
class WitnessedLogTest {
  @TempDir Path directory;
  private Path key;
  private Path memory;
  private NoteVerifier logKey;
  private WitnessServer witness;
  private String database;

  @BeforeEach
  void aLogAndAWitnessElsewhere() throws IOException {
    NoteSigner signer = NoteSigner.generate("loopgate.test/log", new SecureRandom());
    key = Files.writeString(directory.resolve("log.key"), signer.secret());
    memory = directory.resolve("log.memory");
    logKey = new NoteVerifier(signer.key());
    witness = newWitness();
    database = TestDatabase.create();
    SmallLog.migrate(database);
  }

  private WitnessServer newWitness() throws IOException {
    WitnessFiles files =
        WitnessFiles.open(directory.resolve("witness.key"), "witness.test", new SecureRandom());
    return WitnessServer.start(
        files,
        Map.of("loopgate.test/log", List.of(logKey)),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Clock.systemUTC());
  }

  @AfterEach
  void theWitnessGoesHome() throws IOException {
    witness.close();
  }

  private SmallLog open(String url) {
    URI address = URI.create("http://127.0.0.1:" + witness.address().getPort());
    WitnessClient client =
        new WitnessClient(PeerClient.newHttpClient(), address, new NoteVerifier(witness.key()));
    return new SmallLog(url, key, memory, List.of(client));
  }

  private static void grow(SmallLog log, int entries, String text) {
    log.append(entries, text);
    log.sequencer.sequenceAll();
    log.publisher.publish();
  }

  @Test
  void whatIsShownIsSignedByTheWitnessToo() {
    SmallLog log = open(database);
    grow(log, 3, "x");
    grow(log, 300, "y");

    SignedNote note = log.checkpoints.newest().orElseThrow();

    TrustedKeys keys = TrustedKeys.of(logKey, List.of(new NoteVerifier(witness.key())));
    assertThat(keys.open(note).size()).isEqualTo(303);
  }

  @Test
  void aBackupThatBringsItsOldMemoryAlongIsFoundOutByTheWitness() throws IOException {
    grow(open(database), 3, "x");
    byte[] oldMemory = Files.readAllBytes(memory);
    String backup = TestDatabase.copyOf(database);
    grow(open(database), 5, "y");
    Files.write(memory, oldMemory);

    SmallLog restored = open(backup);
    restored.append(1, "other");
    restored.sequencer.sequenceAll();

    assertThatThrownBy(restored.publisher::publish)
        .isInstanceOf(ForkException.class)
        .hasMessageContaining("witness");
  }

  @Test
  void nothingIsShownWithoutTheWitness() throws IOException {
    SmallLog log = open(database);
    witness.close();
    log.append(3, "x");
    log.sequencer.sequenceAll();

    assertThatThrownBy(log.publisher::publish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 of 1 witnesses must sign");
    assertThat(log.checkpoints.newest()).isEmpty();
  }
}
