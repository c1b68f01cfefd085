package dev.loopgate.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note.
 *
 * @param name of the key
 * @param base64 the key's id in four bytes, and the signature
 */
public record NoteSignature(String name, String base64) {
  private static final String START = "— ";
  private static final int ID_LENGTH = 4;

  public NoteSignature {
    KeyName.require(name);
    if (Base64Text.bytes(base64, "the signature of " + name).length <= ID_LENGTH) {
      throw new TlogException("the signature of " + name + " is too short");
    }
  }

  static NoteSignature of(String name, int keyId, byte[] signature) {
    ByteBuffer bytes = ByteBuffer.allocate(ID_LENGTH + signature.length);
    return new NoteSignature(name, Base64Text.of(bytes.putInt(keyId).put(signature).array()));
  }

  /** Reads a line without its newline. */
  public static NoteSignature parse(String line) {
    String[] parts = line.startsWith(START) ? line.substring(2).split(" ", -1) : new String[0];
    if (parts.length != 2) {
      throw new TlogException("no line of a signature: " + line);
    }
    return new NoteSignature(parts[0], parts[1]);
  }

  public int keyId() {
    return ByteBuffer.wrap(bytes()).getInt();
  }

  byte[] signature() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length);
  }

  private byte[] bytes() {
    return Base64Text.bytes(base64, "the signature of " + name);
  }

  /** The line with its newline. */
  public String line() {
    return START + name + " " + base64 + "\n";
  }
}
