package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Files by the digest of their bytes. A name appears only when all bytes are on the disk. */
final class DigestFiles {
  private static final String PREFIX = "sha256:";

  private final Path directory;

  DigestFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes bytes into a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static boolean isDigest(String digest) {
    return digest.matches("sha256:[0-9a-f]{64}");
  }

  Optional<Path> find(String digest) {
    Path file = path(digest);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Stores what {@code content} writes and returns its digest. */
  String store(Content content) throws IOException {
    Files.createDirectories(directory);
    Path temporary = Files.createTempFile(directory, "incoming-", ".tmp");
    try {
      String digest = write(temporary, content);
      Files.move(temporary, path(digest), StandardCopyOption.ATOMIC_MOVE);
      return digest;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  void remove(String digest) throws IOException {
    Files.deleteIfExists(path(digest));
  }

  private static String write(Path file, Content content) throws IOException {
    MessageDigest hash = Json.sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
      content.writeTo(out);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return Json.digestOfHash(hash.digest());
  }

  private Path path(String digest) {
    return directory.resolve(digest.substring(PREFIX.length()) + ".tar.gz");
  }
}
