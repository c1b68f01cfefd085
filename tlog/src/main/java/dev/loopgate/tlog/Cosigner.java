package dev.loopgate.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A witness's pen (tlog-cosignature, {@code cosignature/v1}): signs a checkpoint and the time. */
public final class Cosigner {
  static final int SIGNATURE_LENGTH = Long.BYTES + Ed25519.SIGNATURE_LENGTH;

  private final NoteSigner signer;
  private final NoteKey key;

  /** A signer that makes cosignatures must make nothing else: they do not name their maker. */
  public Cosigner(NoteSigner signer) {
    this.signer = signer;
    this.key = new NoteKey(signer.key().name(), NoteKey.COSIGNATURE, signer.key().raw());
  }

  public NoteKey key() {
    return key;
  }

  public NoteSignature sign(String checkpoint, Instant now) {
    long seconds = now.getEpochSecond();
    byte[] signature = signer.signBytes(message(seconds, checkpoint));
    byte[] timed = ByteBuffer.allocate(SIGNATURE_LENGTH).putLong(seconds).put(signature).array();
    return NoteSignature.of(key.name(), key.id(), timed);
  }

  static byte[] message(long seconds, String checkpoint) {
    return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
  }
}
