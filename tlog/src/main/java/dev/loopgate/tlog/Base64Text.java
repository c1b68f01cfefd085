package dev.loopgate.tlog;

import java.util.Base64;

/** Standard base64 in its one canonical spelling, so that no two texts mean the same bytes. */
final class Base64Text {
  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads it.
   *
   * @param what the subject of the exception's sentence
   */
  static byte[] bytes(String text, String what) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (of(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new TlogException(what + " is not base64: " + e.getMessage(), e);
    }
    throw new TlogException(what + " is not canonical base64");
  }
}
