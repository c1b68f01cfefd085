package dev.loopgate.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  private final NoteSigner log = NoteSigner.generate("example.org/log", new SecureRandom());
  private final Cosigner witness =
      new Cosigner(NoteSigner.generate("example.org/witness", new SecureRandom()));
  private final NoteVerifier logKey = new NoteVerifier(log.key());
  private final NoteVerifier witnessKey = new NoteVerifier(witness.key());
  private byte[] file = new byte[0];

  @BeforeEach
  void proveEntry300Of1000() throws IOException {
    MemoryLog files = MemoryLog.of(1000);
    Checkpoint checkpoint = files.checkpoint("example.org/log");
    SignedNote note =
        checkpoint.sign(log).with(witness.sign(checkpoint.text(), Instant.ofEpochSecond(1)));
    InclusionProof proof = new VerifiedTiles(files, 1000, checkpoint.root()).inclusion(300);
    file = TlogProof.of(proof, note).bytes();
  }

  @Test
  void aProofIsReadOfflineAndBelieved() {
    TlogProof proof = TlogProof.parse(file);
    assertThat(proof.bytes()).isEqualTo(file);
    assertThat(proof.verify(MemoryLog.entry(300), logKey, List.of(witnessKey)).size())
        .isEqualTo(1000);
  }

  @Test
  void anotherEntryAnUnknownWitnessOrAForeignLogIsRefused() {
    TlogProof proof = TlogProof.parse(file);
    assertThatThrownBy(() -> proof.verify(MemoryLog.entry(301), logKey, List.of()))
        .hasMessageContaining("not the one with index 300");
    NoteVerifier stranger =
        new NoteVerifier(
            new Cosigner(NoteSigner.generate("example.org/other", new SecureRandom())).key());
    assertThatThrownBy(() -> proof.verify(MemoryLog.entry(300), logKey, List.of(stranger)))
        .hasMessageContaining("not signed by example.org/other");
    assertThatThrownBy(() -> proof.verify(MemoryLog.entry(300), stranger, List.of()))
        .isInstanceOf(TlogException.class);
  }

  @Test
  void everyChangedByteIsNoticed() {
    for (int bit = 0; bit < file.length * 8; bit += 9) {
      byte[] bad = file.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(
              () -> TlogProof.parse(bad).verify(MemoryLog.entry(300), logKey, List.of(witnessKey)))
          .as("bit %d", bit)
          .isInstanceOf(TlogException.class);
    }
  }
}
