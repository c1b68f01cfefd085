package dev.loopgate.tlog.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Cosigner;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.MemoryLog;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TestLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this code writes is believed by code that others wrote, and only when it is intact. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndependentVerifiersConformance {
  private static final String VKEY = TestLogs.SIGNER.key().toString();

  @TempDir Path directory = Path.of("set by JUnit");
  private final List<Outside> verifiers = new ArrayList<>();
  private final Random random = new Random(20261126);

  @BeforeAll
  void findThem(@TempDir Path programs) throws IOException, InterruptedException {
    Outside.go(programs).ifPresent(verifiers::add);
    Outside.node().ifPresent(verifiers::add);
    System.out.println(
        "independent verifiers here: " + verifiers.stream().map(Outside::name).toList());
  }

  private void assumeAnyVerifier() {
    assumeTrue(
        !verifiers.isEmpty(),
        "neither node nor go with golang-golang-x-mod-dev is here: nothing was verified");
  }

  private Path export(MemoryLog log, String name) throws IOException {
    Path target = directory.resolve(name);
    Damage.write(target, log);
    return target;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 70_000})
  void theyAcceptALogOfAnySizeAndThatItBeginsWithWhatItWas(int size) throws Exception {
    assumeAnyVerifier();
    Path log = export(TestLogs.of(size), "log-" + size);
    List<String> arguments = new ArrayList<>(List.of(log.toString(), VKEY));
    for (int older : List.of(0, size / 3, size / 2, Math.max(0, size - 1), size)) {
      Path file = directory.resolve("older-" + size + "-" + older);
      Files.write(file, TestLogs.of(older).file("checkpoint"));
      arguments.add(file.toString());
    }
    for (Outside verifier : verifiers) {
      Outside.Outcome outcome = verifier.run(arguments.toArray(String[]::new));
      assertThat(outcome.output()).as(verifier.name()).startsWith("ok: " + size + " entries of");
      assertThat(outcome.exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 257, 1000, 66_000})
  void anyFlippedBitIsFoundByAllOfThem(int size) throws Exception {
    assumeAnyVerifier();
    Path log = export(TestLogs.of(size), "flipped-" + size);
    for (Path file : someFiles(log)) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      assertThat(new VerifyLog(new DirectoryTiles(log), TestLogs.KEYS).run().isGood()).isFalse();
      for (Outside verifier : verifiers) {
        Outside.Outcome outcome = verifier.run(log.toString(), VKEY);
        assertThat(outcome.output()).as("%s, %s", verifier.name(), file).startsWith("DIFFERENT: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
      }
      Files.write(file, good);
    }
  }

  private List<Path> someFiles(Path log) throws IOException {
    try (Stream<Path> walk = Files.walk(log)) {
      List<Path> files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
      Collections.shuffle(files, random);
      return files.subList(0, Math.min(10, files.size()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyDamageIsFoundByAllOfThemAndByThisCode(Damage damage) throws Exception {
    assumeAnyVerifier();
    Path log = export(TestLogs.of(Damage.SIZE), "damaged-" + damage);
    List<Path> kept = new ArrayList<>();
    for (int size : List.of(Damage.OLDER, Damage.SIZE)) {
      Path file = directory.resolve(damage + "-kept-" + size);
      kept.add(Files.write(file, TestLogs.of(size).file("checkpoint")));
    }
    assertThat(isGood(log, kept)).as("before").isTrue();

    damage.to(log);

    assertThat(isGood(log, kept)).isFalse();
    List<String> arguments = new ArrayList<>(List.of(log.toString(), VKEY));
    kept.forEach(file -> arguments.add(file.toString()));
    for (Outside verifier : verifiers) {
      Outside.Outcome outcome = verifier.run(arguments.toArray(String[]::new));
      assertThat(outcome.output()).as(verifier.name()).contains("DIFFERENT: ");
      assertThat(outcome.exitCode()).as(verifier.name()).isEqualTo(1);
    }
  }

  private static boolean isGood(Path log, List<Path> kept) throws IOException {
    VerifyLog verify = new VerifyLog(new DirectoryTiles(log), TestLogs.KEYS);
    Report report = verify.run();
    boolean isGood = report.isGood();
    for (Path file : kept) {
      isGood = isGood && verify.since(file, report.checkpoint().orElseThrow()).isEmpty();
    }
    return isGood;
  }

  @Test
  void aForkedOrShortenedLogIsFoundByAllOfThem() throws Exception {
    assumeAnyVerifier();
    Path older = directory.resolve("older");
    Files.write(older, TestLogs.of(500).file("checkpoint"));
    MemoryLog forked = MemoryLog.of(499);
    forked.append(MemoryLog.entries(0, 300));
    forked.sign(TestLogs.SIGNER);
    Path fork = export(forked, "forked");
    Path shorter = export(TestLogs.of(499), "shorter");
    for (Outside verifier : verifiers) {
      assertThat(verifier.run(fork.toString(), VKEY).exitCode()).isZero();
      assertThat(verifier.run(fork.toString(), VKEY, older.toString()).output())
          .endsWith("does not begin with its 500 entries: forked");
      assertThat(verifier.run(shorter.toString(), VKEY, older.toString()).output())
          .endsWith("had 500 entries, the log has 499: cut or forked");
    }
  }

  @Test
  void aWitnessIsCheckedByNode() throws Exception {
    List<Outside> node = verifiers.stream().filter(v -> v.name().equals("node")).toList();
    assumeTrue(!node.isEmpty(), "there is no node here");
    Cosigner witness = new Cosigner(NoteSigner.generate("example.org/w", new SecureRandom()));
    Cosigner stranger = new Cosigner(NoteSigner.generate("example.org/w", new SecureRandom()));
    MemoryLog log = MemoryLog.of(300);
    Checkpoint checkpoint = log.checkpoint("example.org/log");
    SignedNote note =
        checkpoint
            .sign(TestLogs.SIGNER)
            .with(witness.sign(checkpoint.text(), Instant.parse("2026-11-26T08:00:00Z")));
    log.files.put("checkpoint", note.bytes());
    String path = export(log, "witnessed").toString();
    Outside verifier = node.getFirst();
    assertThat(verifier.run(path, VKEY, "--witness", witness.key().toString()).exitCode()).isZero();
    assertThat(verifier.run(path, VKEY, "--witness", stranger.key().toString()).output())
        .endsWith("not signed by example.org/w");
  }
}
