package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.experiments.secret.Secrets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the seeds of an experiment come from: committed to by its hash before the first run,
 * revealed at the end. Anybody can recompute the seeds from it.
 *
 * @param hex the secret bytes
 */
record SeedSecret(String hex) {
  private static final String HMAC = "HmacSHA256";
  private static final long MASK = 0x7fff_ffffL;

  static SeedSecret fresh(Secrets secrets) {
    return new SeedSecret(HexFormat.of().formatHex(secrets.next()));
  }

  /** {@code sha256:<hex>} of the secret bytes. */
  String commitment() {
    return Json.digest(bytes());
  }

  /**
   * The low 31 bits of the first eight bytes of HMAC-SHA256(secret,
   * "&lt;experiment&gt;/&lt;index&gt;").
   */
  long seed(UUID experiment, int index) {
    return draw(experiment, index).getLong(0) & MASK;
  }

  /** Which arm of a pair is asked for first: the lowest bit of the ninth byte. */
  boolean candidateFirst(UUID experiment, int index) {
    return (draw(experiment, index).get(Long.BYTES) & 1) == 1;
  }

  private ByteBuffer draw(UUID experiment, int index) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(), HMAC));
      return ByteBuffer.wrap(mac.doFinal(Json.utf8(experiment + "/" + index)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
