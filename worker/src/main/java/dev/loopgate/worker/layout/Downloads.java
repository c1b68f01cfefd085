package dev.loopgate.worker.layout;

import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetches content by digest and believes only the digest. What is kept between attempts is checked
 * again each time, because a stage without a sandbox could have changed it.
 */
public final class Downloads {
  private static final int KEPT = 64;
  static final long MAX_BYTES = 1L << 30;

  private final Path cache;

  public Downloads(Path cache) {
    this.cache = cache;
  }

  /** Opens the content; asked only when it is not kept. */
  interface Source {
    InputStream open() throws InterruptedException;
  }

  /** The verified content, kept for the next attempt that asks. */
  Path kept(String digest, Source source) throws InterruptedException, BadInputException {
    Path file = cache.resolve(hex(digest));
    if (isIntact(file, digest)) {
      touch(file);
      return file;
    }
    fetch(digest, source, file, MAX_BYTES);
    forgetOldest();
    return file;
  }

  /** Writes the verified content to {@code target}, replacing what is there. */
  static void fetch(String digest, Source source, Path target, long maxBytes)
      throws InterruptedException, BadInputException {
    hex(digest);
    Path part = target.resolveSibling("." + target.getFileName() + "." + Unguessable.name());
    try (InputStream body = source.open()) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      String actual = copy(body, part, Math.min(maxBytes, MAX_BYTES));
      if (!actual.equals(digest)) {
        throw new BadInputException("asked for %s, got %s".formatted(digest, actual));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fetch " + digest, e);
    } finally {
      deleteQuietly(part);
    }
  }

  private static String copy(InputStream body, Path part, long maxBytes)
      throws IOException, BadInputException {
    MessageDigest sha256 = Json.sha256();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), sha256)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        bytes += read;
        if (bytes > maxBytes) {
          throw new BadInputException("a download is larger than " + maxBytes + " bytes");
        }
      }
    }
    return Json.digestOfHash(sha256.digest());
  }

  private static String hex(String digest) throws BadInputException {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new BadInputException("no digest: " + Flags.printable(digest));
    }
    return digest.substring("sha256:".length());
  }

  private static boolean isIntact(Path file, String digest) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Digests.of(file).equals(digest);
    } catch (IOException e) {
      return false;
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetOldest() {
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> oldestFirst =
          files.sorted(Comparator.comparing(Downloads::lastUsed).reversed()).toList();
      oldestFirst.stream().skip(KEPT).forEach(Downloads::deleteQuietly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is tried again when the next file arrives.
    }
  }
}
