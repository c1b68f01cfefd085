package dev.loopgate.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The name of a key, and the short id that is made of it. */
final class KeyName {
  private KeyName() {}

  static void require(String name) {
    boolean bad =
        name.codePoints()
            .anyMatch(
                c -> c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    if (name.isEmpty() || bad) {
      throw new TlogException("no name of a key (no spaces, no +): '" + name + "'");
    }
  }

  /** The first four bytes of SHA-256 over name, newline, algorithm and public key. */
  static int id(String name, byte algorithm, byte[] publicKey) {
    MessageDigest digest = Hashes.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(algorithm);
    return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
  }
}
