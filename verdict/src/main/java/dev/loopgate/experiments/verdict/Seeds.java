package dev.loopgate.experiments.verdict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The seeds of one experiment. Its secret is committed to by its hash before the first run and
 * revealed at the end, so anybody can tell that no seed was picked.
 */
public final class Seeds {
  private static final String HMAC = "HmacSHA256";
  private static final long MASK = 0x7fff_ffffL;

  private final UUID experiment;
  private final byte[] secret;

  private Seeds(UUID experiment, byte[] secret) {
    this.experiment = experiment;
    this.secret = secret;
  }

  /**
   * The seeds of an experiment.
   *
   * @param secret at least one byte, as hex
   */
  public static Seeds of(UUID experiment, String secret) {
    return new Seeds(experiment, HexFormat.of().parseHex(secret));
  }

  /** {@code sha256:<hex>} of the secret bytes. */
  public static String commitment(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(secret));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The low 31 bits of the first eight bytes of HMAC-SHA256(secret,
   * "&lt;experiment&gt;/&lt;index&gt;").
   */
  public long seed(int index) {
    return draw(index).getLong(0) & MASK;
  }

  /** Which arm of a pair is asked for first: the lowest bit of the ninth byte. */
  public boolean candidateFirst(int index) {
    return (draw(index).get(Long.BYTES) & 1) == 1;
  }

  private ByteBuffer draw(int index) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return ByteBuffer.wrap(
          mac.doFinal((experiment + "/" + index).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
