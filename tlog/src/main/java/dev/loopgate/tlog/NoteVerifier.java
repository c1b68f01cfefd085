package dev.loopgate.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;

/** Checks the signatures of one key that is trusted. */
public final class NoteVerifier {
  private final NoteKey key;
  private final PublicKey publicKey;

  public NoteVerifier(NoteKey key) {
    this.key = key;
    this.publicKey = Ed25519.publicKey(key.raw());
  }

  public static NoteVerifier of(String vkey) {
    return new NoteVerifier(NoteKey.parse(vkey));
  }

  public NoteKey key() {
    return key;
  }

  /** Whether a signature claims to be by this key. */
  public boolean knows(NoteSignature signature) {
    return signature.name().equals(key.name()) && signature.keyId() == key.id();
  }

  /** Whether the signature is by this key and about this text. */
  public boolean verifies(String text, NoteSignature signature) {
    if (!knows(signature)) {
      return false;
    }
    byte[] bytes = signature.signature();
    if (key.algorithm() == NoteKey.ED25519) {
      return Ed25519.verify(publicKey, text.getBytes(StandardCharsets.UTF_8), bytes);
    }
    if (bytes.length != Cosigner.SIGNATURE_LENGTH || seconds(bytes) < 0) {
      return false;
    }
    return Ed25519.verify(
        publicKey,
        Cosigner.message(seconds(bytes), text),
        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
  }

  /** When a witness says that it saw the checkpoint; only for signatures that verify. */
  public Instant time(NoteSignature signature) {
    if (key.algorithm() != NoteKey.COSIGNATURE) {
      throw new TlogException("signatures of " + key.name() + " have no time");
    }
    return Instant.ofEpochSecond(seconds(signature.signature()));
  }

  private static long seconds(byte[] timed) {
    return ByteBuffer.wrap(timed).getLong();
  }
}
