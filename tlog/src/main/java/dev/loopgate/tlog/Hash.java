package dev.loopgate.tlog;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: the name of a leaf, of a node or of a whole tree. */
public final class Hash {
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of exactly 32 bytes. */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new TlogException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** Takes 32 bytes out of a longer array. */
  public static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  public static Hash parse(String base64) {
    return of(Base64Text.bytes(base64, "the hash"));
  }

  /** For hashing only: nobody else keeps the array. */
  static Hash owning(byte[] bytes) {
    return new Hash(bytes);
  }

  byte[] shared() {
    return bytes;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, LENGTH);
  }

  public String base64() {
    return Base64Text.of(bytes);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The base64 that checkpoints and proofs write. */
  @Override
  public String toString() {
    return base64();
  }
}
