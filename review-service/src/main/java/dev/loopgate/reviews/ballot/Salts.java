package dev.loopgate.reviews.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Numbers that nobody guesses, so that a commitment gives away nothing before it is opened. */
@ApplicationScoped
public class Salts {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  public String next() {
    byte[] salt = new byte[BYTES];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** One of 0 to {@code bound} − 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
