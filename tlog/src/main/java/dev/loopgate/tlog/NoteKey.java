package dev.loopgate.tlog;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A named public key (a vkey): {@code name+hex8(id)+base64(algorithm || key)}. The algorithm says
 * how it signs, so a log's key and a witness's key are never taken for each other.
 */
public final class NoteKey {
  /** Ed25519 over the text of the note. */
  public static final byte ED25519 = 1;

  /** Ed25519 over the text of a checkpoint and a time: what witnesses make. */
  public static final byte COSIGNATURE = 4;

  private final String name;
  private final byte algorithm;
  private final byte[] key;

  NoteKey(String name, byte algorithm, byte[] key) {
    KeyName.require(name);
    if (algorithm != ED25519 && algorithm != COSIGNATURE) {
      throw new TlogException("the key of " + name + " has the unknown algorithm " + algorithm);
    }
    if (key.length != Ed25519.KEY_LENGTH) {
      throw new TlogException("the key of " + name + " has " + key.length + " bytes, not 32");
    }
    this.name = name;
    this.algorithm = algorithm;
    this.key = key.clone();
  }

  public static NoteKey parse(String vkey) {
    String[] parts = vkey.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new TlogException("no verification key (name+id+key): " + vkey);
    }
    byte[] bytes = Base64Text.bytes(parts[2], "the verification key of " + parts[0]);
    if (bytes.length == 0) {
      throw new TlogException("the verification key of " + parts[0] + " is empty");
    }
    NoteKey key = new NoteKey(parts[0], bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    if (!key.idHex().equals(parts[1])) {
      throw new TlogException(
          "the verification key of "
              + parts[0]
              + " has the id "
              + key.idHex()
              + ", not "
              + parts[1]);
    }
    return key;
  }

  public String name() {
    return name;
  }

  public byte algorithm() {
    return algorithm;
  }

  public int id() {
    return KeyName.id(name, algorithm, key);
  }

  String idHex() {
    return HexFormat.of().toHexDigits(id());
  }

  byte[] raw() {
    return key.clone();
  }

  /** The vkey. */
  @Override
  public String toString() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(algorithm);
    bytes.writeBytes(key);
    return name + "+" + idHex() + "+" + Base64Text.of(bytes.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
