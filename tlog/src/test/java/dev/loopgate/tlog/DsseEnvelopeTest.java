package dev.loopgate.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class DsseEnvelopeTest {
  private final NoteSigner ann = NoteSigner.generate("ann", new SecureRandom());
  private final NoteSigner bob = NoteSigner.generate("bob", new SecureRandom());
  private final byte[] payload = "{\"adopted\":true}".getBytes(UTF_8);
  private final DsseEnvelope envelope = DsseEnvelope.of(DsseEnvelope.IN_TOTO, payload);

  @Test
  void whatIsSignedIsTheEncodingThatTheSpecificationPrints() {
    DsseEnvelope hello =
        DsseEnvelope.of("http://example.com/HelloWorld", "hello world".getBytes(UTF_8));
    assertThat(new String(hello.preAuthenticationEncoding(), UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void aQuorumIsCountedByKeysAndNotBySignatures() {
    List<NoteKey> keys = List.of(ann.key(), bob.key());
    DsseEnvelope twiceAnn = envelope.sign(ann).sign(ann);
    assertThat(twiceAnn.open(keys, 1)).isEqualTo(payload);
    assertThatThrownBy(() -> twiceAnn.open(keys, 2))
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("signed by 1 of the keys; 2 must");
    assertThat(twiceAnn.sign(bob).open(keys, 2)).isEqualTo(payload);
  }

  @Test
  void theSameKeyUnderTwoNamesIsOneSigner() {
    NoteKey alias = new NoteKey("ann-again", NoteKey.ED25519, ann.key().raw());
    assertThatThrownBy(() -> envelope.sign(ann).open(List.of(ann.key(), alias), 2))
        .isInstanceOf(TlogException.class);
  }

  @Test
  void anotherTypeOrPayloadIsNotWhatWasSigned() {
    DsseEnvelope signed = envelope.sign(ann);
    DsseEnvelope retyped = new DsseEnvelope("text/plain", signed.payload(), signed.signatures());
    DsseEnvelope refilled = new DsseEnvelope(signed.payloadType(), "AAAA", signed.signatures());
    assertThatThrownBy(() -> retyped.open(List.of(ann.key()), 1)).isInstanceOf(TlogException.class);
    assertThatThrownBy(() -> refilled.open(List.of(ann.key()), 1))
        .isInstanceOf(TlogException.class);
    assertThatThrownBy(() -> signed.open(List.of(ann.key()), 0)).isInstanceOf(TlogException.class);
  }

  @Test
  void theHintAboutTheKeyIsNotBelieved() {
    DsseSignature signature = envelope.sign(ann).signatures().getFirst();
    DsseEnvelope unnamed =
        new DsseEnvelope(
            envelope.payloadType(),
            envelope.payload(),
            List.of(new DsseSignature(null, signature.sig())));
    assertThat(unnamed.open(List.of(bob.key(), ann.key()), 1)).isEqualTo(payload);
    assertThatThrownBy(() -> unnamed.open(List.of(bob.key()), 1)).isInstanceOf(TlogException.class);
  }
}
