package dev.loopgate.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key that signs notes, in the file format of Go's note package: {@code
 * PRIVATE+KEY+name+hex8(id)+base64(algorithm || seed)}.
 */
public final class NoteSigner {
  private static final String START = "PRIVATE+KEY+";

  private final byte[] seed;
  private final KeyPair pair;
  private final NoteKey key;

  private NoteSigner(String name, byte[] seed) {
    this.seed = seed;
    this.pair = Ed25519.pair(seed);
    this.key = new NoteKey(name, NoteKey.ED25519, Ed25519.raw(pair.getPublic()));
  }

  public static NoteSigner generate(String name, SecureRandom random) {
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    random.nextBytes(seed);
    return new NoteSigner(name, seed);
  }

  public static NoteSigner parse(String text) {
    String stripped = text.strip();
    String[] parts =
        stripped.startsWith(START)
            ? stripped.substring(START.length()).split("\\+", 3)
            : new String[0];
    if (parts.length != 3) {
      throw new TlogException("no signing key (PRIVATE+KEY+name+id+key)");
    }
    byte[] bytes = Base64Text.bytes(parts[2], "the signing key of " + parts[0]);
    if (bytes.length != Ed25519.KEY_LENGTH + 1 || bytes[0] != NoteKey.ED25519) {
      throw new TlogException("the signing key of " + parts[0] + " is no Ed25519 key");
    }
    NoteSigner signer = new NoteSigner(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    if (!signer.key.idHex().equals(parts[1])) {
      throw new TlogException("the signing key of " + parts[0] + " does not have its own id");
    }
    return signer;
  }

  /** What whoever checks the signatures needs to have. */
  public NoteKey key() {
    return key;
  }

  public NoteSignature sign(String text) {
    byte[] signature = signBytes(text.getBytes(StandardCharsets.UTF_8));
    return NoteSignature.of(key.name(), key.id(), signature);
  }

  byte[] signBytes(byte[] message) {
    return Ed25519.sign(pair.getPrivate(), message);
  }

  /** The secret line of the key's file. */
  public String secret() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(NoteKey.ED25519);
    bytes.writeBytes(seed);
    return START + key.name() + "+" + key.idHex() + "+" + Base64Text.of(bytes.toByteArray());
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "signer of " + key;
  }
}
