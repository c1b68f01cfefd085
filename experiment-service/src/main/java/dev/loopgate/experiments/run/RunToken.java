package dev.loopgate.experiments.run;

import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.wire.json.Json;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Proves that a report comes from the holder of a lease. Only its hash is kept. */
record RunToken(String text) {
  static RunToken fresh(Secrets secrets) {
    return new RunToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.next()));
  }

  /** Hexadecimal SHA-256. */
  String hash() {
    return HexFormat.of().formatHex(Json.sha256().digest(Json.utf8(text)));
  }

  /** Compares in constant time. */
  static boolean matches(@Nullable String text, @Nullable String hash) {
    return text != null
        && hash != null
        && MessageDigest.isEqual(Json.utf8(new RunToken(text).hash()), Json.utf8(hash));
  }
}
