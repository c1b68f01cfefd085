package dev.loopgate.worker.layout;

import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** SHA-256 of files, never through a link. */
public final class Digests {
  private Digests() {}

  /** {@code sha256:<hex>} of the bytes. */
  static String of(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /** Copies a file and returns the digest of what was copied. */
  public static String copy(Path file, OutputStream target) throws IOException {
    MessageDigest sha256 = Json.sha256();
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), sha256)) {
      in.transferTo(target);
    }
    return Json.digestOfHash(sha256.digest());
  }
}
