package dev.loopgate.worker.layout;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that code under test cannot guess. */
public final class Unguessable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Unguessable() {}

  /** 128 random bits in hexadecimal. */
  public static String name() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
