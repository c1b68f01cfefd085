package dev.loopgate.reviews.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.testkit.TestDatabase;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.EntryBundle;
import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.LogEdge;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TlogProof;
import dev.loopgate.tlog.VerifiedTiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
  @TempDir Path directory;
  private Path key = Path.of("");
  private String database = "";

  @BeforeEach
  void anEmptyLog() throws IOException {
    key = directory.resolve("log.key");
    Files.writeString(key, NoteSigner.generate("loopgate.test/log", new SecureRandom()).secret());
    database = TestDatabase.create();
    SmallLog.migrate(database);
  }

  private SmallLog open() {
    return new SmallLog(database, key, directory.resolve("log.memory"));
  }

  @Test
  void everyFileOfEverySizeIsWhatTheEntriesMakeOfIt() throws IOException {
    SmallLog log = open();
    for (int step : List.of(1, 254, 1, 1, 300, 512, 700)) {
      log.append(step, "some text");
      log.sequencer.sequenceAll();
      TreeHead head = log.tree.head();
      List<byte[]> entries = log.tree.entries(0, (int) head.size());
      LogEdge.Growth expected = LogEdge.empty().append(entries);

      assertThat(head.root()).isEqualTo(expected.edge().root());
      assertThat(TilePath.allOf(head.size()))
          .allSatisfy(path ->
              assertThat(log.tiles.read(path.toString()))
                  .as("%s of %d", path, head.size())
                  .hasValue(expected.files().get(path)));
    }
    assertThat(log.tree.head().size()).isEqualTo(1769);
  }

  @Test
  void whatTheLogDoesNotHaveIsNotServed() {
    SmallLog log = open();
    log.append(256, "x");
    log.sequencer.sequenceAll();

    assertThat(log.tiles.read(TilePath.parse("tile/0/000"))).isPresent();
    assertThat(log.tiles.read(TilePath.parse("tile/1/000.p/1"))).isPresent();
    assertThat(log.tiles.read(TilePath.parse("tile/1/000.p/2"))).isEmpty();
    assertThat(log.tiles.read(TilePath.parse("tile/0/001.p/1"))).isEmpty();
    assertThat(log.tiles.read(TilePath.parse("tile/entries/001.p/1"))).isEmpty();
  }

  @Test
  void theProofOfAnyEntryStandsOnItsOwn() throws IOException {
    SmallLog log = open();
    log.append(300, "x");
    log.sequencer.sequenceAll();
    log.publisher.publish();
    NoteVerifier verifier = new NoteVerifier(NoteSigner.parse(Files.readString(key)).key());
    Proofs proofs = new Proofs(log.checkpoints, log.tiles, log.tree);

    for (long index : List.of(0L, 255L, 256L, 299L)) {
      TlogProof proof = TlogProof.parse(proofs.of(index).bytes());
      byte[] entry = log.tree.entries(index, 1).getFirst();
      assertThat(proof.verify(entry, verifier, List.of()).size()).isEqualTo(300);
    }
  }

  @Test
  void twoSequencersAtOnceMakeOneLog() throws Exception {
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SmallLog log = open();
      work.add(() -> {
        for (int j = 0; j < 25; j++) {
          log.append(1 + j % 7, "x");
          log.sequencer.sequenceAll();
        }
        return true;
      });
    }
    try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
      for (var done : instances.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }

    SmallLog log = open();
    log.sequencer.sequenceAll();
    TreeHead head = log.tree.head();
    List<byte[]> entries = log.tree.entries(0, 1000);
    assertThat(entries).hasSize((int) head.size()).hasSize(376);
    assertThat(LogEdge.empty().append(entries).edge().root()).isEqualTo(head.root());
    assertThat(new VerifiedTiles(log.tiles, head.size(), head.root()).leaf(0))
        .isEqualTo(EntryBundle.of(entries.subList(0, 1)).leaves().getFirst());
  }

  @Test
  void aCheckpointIsConsistentWithEveryEarlierOne() throws IOException {
    SmallLog log = open();
    List<Checkpoint> shown = new ArrayList<>();
    for (int step : List.of(1, 2, 253, 1, 400)) {
      log.append(step, "x");
      log.sequencer.sequenceAll();
      log.publisher.publish();
      shown.add(Checkpoint.parse(log.checkpoints.newest().orElseThrow().text()));
    }

    Checkpoint last = shown.getLast();
    VerifiedTiles tree = new VerifiedTiles(log.tiles, last.size(), last.root());
    for (Checkpoint before : shown) {
      Hash root = before.root();
      assertThat(tree.consistency(before.size()).proves(root, last.root())).isTrue();
    }
  }
}
