package dev.loopgate.reviews.ballot;

import java.util.HexFormat;

/**
 * What makes a sealed vote unreadable.
 *
 * @param salt of the commitment to the vote, in hexadecimal; known to all when it is opened
 * @param reasonSalt of the commitment to the reason inside, which is never told: so the reason can
 *     be erased, and the commitment to the vote still be checked
 */
record Blinding(String salt, String reasonSalt) {
  private static final String BETWEEN = ":";

  static Blinding parse(String stored) {
    String[] parts = stored.split(BETWEEN, -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("no two salts");
    }
    return new Blinding(parts[0], parts[1]);
  }

  String stored() {
    return salt + BETWEEN + reasonSalt;
  }

  byte[] reasonSaltBytes() {
    return HexFormat.of().parseHex(reasonSalt);
  }
}
