package dev.loopgate.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final NoteSigner log = NoteSigner.generate("example.org/log", RANDOM);
  private final NoteVerifier verifier = new NoteVerifier(log.key());
  private final Checkpoint checkpoint =
      new Checkpoint("example.org/log", 7, Hashes.leaf(new byte[] {7}));

  @Test
  void aCheckpointIsReadAsItWasSigned() {
    SignedNote note = SignedNote.parse(checkpoint.sign(log).bytes());
    assertThat(Checkpoint.parse(note.verifiedBy(verifier))).isEqualTo(checkpoint);
  }

  @Test
  void aKeyFileIsReadAsItWasWritten() {
    NoteSigner read = NoteSigner.parse(log.secret() + "\n");
    assertThat(read.key()).isEqualTo(log.key());
    assertThat(read.sign("text\n")).isEqualTo(log.sign("text\n"));
    assertThat(log.toString()).doesNotContain(log.secret().substring(40));
  }

  @Test
  void theTextEndsAtTheLastEmptyLine() {
    String text = "one\n\ntwo\n\nthree\n";
    SignedNote note = SignedNote.parse(SignedNote.of(text).with(log.sign(text)).bytes());
    assertThat(note.verifiedBy(verifier)).isEqualTo(text);
  }

  @Test
  void signaturesOfUnknownKeysAreIgnoredAlsoWhenThereAreSixteen() {
    SignedNote note = SignedNote.of(checkpoint.text());
    for (int i = 0; i < 15; i++) {
      note = note.with(NoteSigner.generate("example.org/log", RANDOM).sign("something else\n"));
    }
    note = SignedNote.parse(note.with(log.sign(checkpoint.text())).bytes());
    assertThat(note.signatures()).hasSize(16);
    assertThat(note.signers(List.of(verifier))).containsExactly(log.key());
  }

  @Test
  void oneWrongSignatureOfAKnownKeySpoilsTheNoteWhateverElseItCarries() {
    SignedNote note = checkpoint.sign(log).with(log.sign(checkpoint.text() + "and more\n"));
    assertThatThrownBy(() -> note.verifiedBy(verifier))
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("the signature of example.org/log is wrong");
  }

  @Test
  void aNoteThatNobodyKnownSignedIsNotBelieved() {
    SignedNote note = checkpoint.sign(NoteSigner.generate("example.org/log", RANDOM));
    assertThatThrownBy(() -> note.verifiedBy(verifier)).hasMessageContaining("is not signed by");
  }

  @Test
  void everyChangedByteOfASignedCheckpointIsNoticed() {
    byte[] good = checkpoint.sign(log).bytes();
    for (int bit = 0; bit < good.length * 8; bit += 9) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> SignedNote.parse(bad).verifiedBy(verifier))
          .as("bit %d", bit)
          .isInstanceOf(TlogException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n— a b",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n— a b c\n",
        "text\n\n— a AAAA\n",
        "te\txt\n\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAB=\n"
      })
  void aMalformedNoteIsRefused(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
        .isInstanceOf(TlogException.class);
  }

  @Test
  void aCosignatureSaysWhenAndIsNotTakenForTheLogsOwn() {
    Cosigner witness = new Cosigner(NoteSigner.generate("example.org/witness", RANDOM));
    Instant now = Instant.parse("2026-11-26T08:00:00Z");
    NoteSignature cosignature = witness.sign(checkpoint.text(), now);
    NoteVerifier knows = NoteVerifier.of(witness.key().toString());
    SignedNote note = SignedNote.parse(checkpoint.sign(log).with(cosignature).bytes());
    assertThat(note.signers(List.of(verifier, knows))).containsExactly(log.key(), witness.key());
    assertThat(knows.time(cosignature)).isEqualTo(now);
    assertThat(knows.verifies(checkpoint.text() + "x\n", cosignature)).isFalse();
    assertThat(witness.key().id()).isNotEqualTo(log.key().id());
  }

  /** A cosignature that the specification prints: its time is the one that its message has. */
  @Test
  void theCosignatureOfTheSpecificationCarriesItsTime() {
    NoteSignature printed =
        NoteSignature.parse(
            "— witness.example.com/w1"
                + " jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==");
    NoteSignature made =
        new Cosigner(NoteSigner.generate("witness.example.com/w1", RANDOM))
            .sign("x\n", Instant.ofEpochSecond(1679315147));
    assertThat(made.signature()).hasSameSizeAs(printed.signature());
    assertThat(ByteBuffer.wrap(printed.signature()).getLong()).isEqualTo(1679315147);
    assertThat(ByteBuffer.wrap(made.signature()).getLong()).isEqualTo(1679315147);
  }
}
