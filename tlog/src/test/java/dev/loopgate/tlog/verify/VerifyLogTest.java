package dev.loopgate.tlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Cosigner;
import dev.loopgate.tlog.EntryBundle;
import dev.loopgate.tlog.MemoryLog;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TestLogs;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TrustedKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyLogTest {
  private final Random random = new Random(20261126);

  private static Report verify(TileReader log) throws IOException {
    return new VerifyLog(log, TestLogs.KEYS).run();
  }

  private static String onlyFinding(TileReader log) throws IOException {
    List<Finding> findings = verify(log).findings();
    assertThat(findings).hasSize(1);
    return findings.getFirst().toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000})
  void aGoodLogHasNoFindings(int size) throws IOException {
    Report report = verify(TestLogs.of(size));
    assertThat(report.findings()).isEmpty();
    assertThat(report.isGood()).isTrue();
    assertThat(report.checkpoint()).map(Checkpoint::size).contains((long) size);
    assertThat(report.signers()).containsExactly(TestLogs.SIGNER.key());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 1000, 66_000})
  void anyFlippedBitOfAnyFileIsFoundInThatFile(int size) throws IOException {
    MemoryLog log = TestLogs.of(size);
    for (String file : sample(new ArrayList<>(log.files.keySet()))) {
      byte[] good = log.file(file);
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      log.files.put(file, bad);
      assertThat(verify(log).findings()).extracting(Finding::file).contains(file);
      log.files.put(file, good);
    }
    assertThat(verify(log).isGood()).isTrue();
  }

  private List<String> sample(List<String> files) {
    List<String> chosen =
        new ArrayList<>(
            files.stream().filter(file -> !file.matches("tile/(0|entries)/.*")).toList());
    Collections.shuffle(files, random);
    chosen.addAll(files.subList(0, Math.min(12, files.size())));
    return chosen;
  }

  @Test
  void aChangedEntryIsNamedByItsIndex() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    byte[] bundle = log.file("tile/entries/001");
    bundle[bundle.length - 1] ^= 1;
    assertThat(onlyFinding(log)).isEqualTo("tile/entries/001: entry 511 is not what was logged");
  }

  @Test
  void aChangedHashIsNamedByTheEntryThatItStandsFor() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    log.file("tile/0/002")[3 * 32] ^= 1;
    assertThat(onlyFinding(log))
        .isEqualTo("tile/0/002: its hash says that entry 515 is something else");
    log = TestLogs.of(1000);
    log.file("tile/1/000.p/3")[32] ^= 1;
    assertThat(onlyFinding(log)).isEqualTo("tile/1/000.p/3: hash 1 does not stand for tile/0/001");
  }

  @Test
  void everyMissingFileIsNamed() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    for (String file : List.copyOf(log.files.keySet())) {
      byte[] bytes = log.file(file);
      log.files.remove(file);
      assertThat(onlyFinding(log)).isEqualTo(file + ": is missing");
      log.files.put(file, bytes);
    }
  }

  @Test
  void swappedEntriesAreNamedEvenWhenTheirTileIsSwappedToo() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    TilePath path = TilePath.parse("tile/entries/001");
    List<byte[]> entries =
        new ArrayList<>(EntryBundle.parse(path, log.file(path.toString())).entries());
    Collections.swap(entries, 10, 20);
    log.files.put(path.toString(), EntryBundle.of(entries).bytes());
    assertThat(onlyFinding(log))
        .isEqualTo("tile/entries/001: entries 266 to 276 are not what was logged");
    byte[] tile = log.file("tile/0/001");
    byte[] first = Arrays.copyOfRange(tile, 320, 352);
    System.arraycopy(tile, 640, tile, 320, 32);
    System.arraycopy(first, 0, tile, 640, 32);
    assertThat(onlyFinding(log)).startsWith("tile/0/001: is not what was logged");
  }

  @Test
  void aLogThatWasCutOrRewrittenUnderAnOldCheckpointIsFound() throws IOException {
    MemoryLog log = TestLogs.of(1000);
    MemoryLog shorter = MemoryLog.of(999);
    shorter.files.put("checkpoint", log.file("checkpoint"));
    assertThat(verify(shorter).isGood()).isFalse();
    MemoryLog other = new MemoryLog();
    other.append(MemoryLog.entries(1, 1001));
    other.files.put("checkpoint", log.file("checkpoint"));
    assertThat(onlyFinding(other)).startsWith("checkpoint: the signed root of 1000 entries is");
  }

  @Test
  void aCheckpointByAnotherKeyOrWithoutTheWitnessIsNotBelieved() throws IOException {
    MemoryLog log = MemoryLog.of(10);
    log.sign(NoteSigner.generate("example.org/log", new SecureRandom()));
    assertThat(onlyFinding(log)).startsWith("checkpoint: the checkpoint is not signed by");
    Cosigner witness = new Cosigner(NoteSigner.generate("example.org/w", new SecureRandom()));
    TrustedKeys both =
        TrustedKeys.of(TestLogs.KEYS.log(), List.of(new NoteVerifier(witness.key())));
    assertThat(new VerifyLog(TestLogs.of(10), both).run().isGood()).isFalse();
  }

  @Test
  void aLogMustBeginWithWhatItOnceWas() throws IOException {
    MemoryLog log = TestLogs.of(700);
    SignedNote older = SignedNote.parse(log.file("checkpoint"));
    log.append(MemoryLog.entries(700, 1000));
    log.sign(TestLogs.SIGNER);
    assertThat(since(log, older)).isEmpty();
    assertThat(since(TestLogs.of(600), older))
        .contains("has 600 entries, but once had 700: cut or forked");
    MemoryLog forked = TestLogs.of(699);
    forked.append(MemoryLog.entries(5, 300));
    forked.sign(TestLogs.SIGNER);
    assertThat(since(forked, older))
        .contains("does not begin with the 700 entries of the older one: forked");
  }

  private static Optional<String> since(MemoryLog log, SignedNote older) throws IOException {
    Report report = verify(log);
    return new VerifyLog(log, TestLogs.KEYS)
        .since(older, report.checkpoint().orElseThrow())
        .map(Finding::detail);
  }
}
