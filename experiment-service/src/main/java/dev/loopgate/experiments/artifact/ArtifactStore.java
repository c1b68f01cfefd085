package dev.loopgate.experiments.artifact;

import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Files by the digest of their bytes. A file appears under its digest only when it is complete and
 * on disk, so a killed process leaves nothing but a temporary file.
 */
@Singleton
public class ArtifactStore {
  private static final int BUFFER = 65_536;

  private final Path directory;
  private final long maxSize;

  @Inject
  ArtifactStore(ArtifactConfig config) {
    directory = config.directory().toAbsolutePath();
    maxSize = config.maxSize();
  }

  /** The file with this digest; empty when there is none. */
  public Optional<Path> find(String digest) {
    Path file = path(digest);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Keeps a stream under the digest that the sender names.
   *
   * @return its size in bytes
   * @throws ProblemException 400 when the bytes have another digest, 413 when they are too many;
   *     nothing is kept then
   */
  public long keep(String digest, InputStream bytes) {
    Path folder = folder(digest);
    Path target = path(digest);
    try {
      Files.createDirectories(folder);
      Path upload = Files.createTempFile(folder, "upload-", ".part");
      try {
        long size = receive(digest, bytes, upload);
        Files.move(upload, target, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(folder);
        return size;
      } finally {
        Files.deleteIfExists(upload);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep artifact " + digest, e);
    }
  }

  private long receive(String digest, InputStream bytes, Path upload) throws IOException {
    MessageDigest hash = Json.sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (FileChannel file = FileChannel.open(upload, StandardOpenOption.WRITE)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        refuseBeyondLimit(size);
        hash.update(buffer, 0, read);
        writeFully(file, ByteBuffer.wrap(buffer, 0, read));
      }
      file.force(true);
    }
    refuseOtherDigest(digest, Json.digestOfHash(hash.digest()));
    return size;
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void refuseBeyondLimit(long size) {
    if (size > maxSize) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "An artifact may have %d bytes (loopgate.artifacts.max-size).".formatted(maxSize));
    }
  }

  private static void refuseOtherDigest(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw ProblemException.invalid(
          "digest",
          "The bytes have digest %s, not %s; nothing was kept. Send the whole file again."
              .formatted(actual, expected));
    }
  }

  private static void syncDirectory(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path path(String digest) {
    return folder(digest).resolve(hex(digest));
  }

  /** Two letters of the digest make a folder, so that none grows too large. */
  private Path folder(String digest) {
    return directory.resolve("sha256").resolve(hex(digest).substring(0, 2));
  }

  private static String hex(String digest) {
    return Digests.require("digest", digest).substring("sha256:".length());
  }
}
