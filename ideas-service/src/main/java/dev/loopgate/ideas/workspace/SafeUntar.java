package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.path.SafePath;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Reads a tarball that a stranger packed: regular files with safe paths, and not too much of it.
 */
final class SafeUntar {
  static final long MOST_BYTES = 64L << 20;
  static final int MOST_FILES = 10_000;
  private static final long MOST_TAR_BYTES = MOST_BYTES + (MOST_FILES * 4096L);

  /** Takes the files one by one. */
  @FunctionalInterface
  interface Visitor {
    void file(String path, boolean executable, long size, InputStream content) throws IOException;
  }

  private SafeUntar() {}

  /** Hands each file to the visitor; refuses the tarball at its first fault. */
  static void read(InputStream tarGz, Visitor visitor) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new Limited(new GZIPInputStream(new BufferedInputStream(tarGz))), "UTF-8")) {
      readEntries(tar, visitor);
    } catch (IOException | IllegalArgumentException e) {
      throw Refusals.badWorkspace(
          "The body is no readable tar.gz (%s). Pack it with: tar -czf workspace.tar.gz -C <directory> ."
              .formatted(e.getMessage()));
    }
  }

  private static void readEntries(TarArchiveInputStream tar, Visitor visitor) throws IOException {
    Set<String> seen = new HashSet<>();
    long bytes = 0;
    int entries = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (++entries > 2 * MOST_FILES) {
        throw tooManyFiles();
      }
      String path = relative(entry.getName());
      if (entry.isDirectory() && path.isEmpty()) {
        continue;
      }
      refuse(path, entry);
      if (entry.isDirectory()) {
        continue;
      }
      bytes += entry.getSize();
      refuse(seen, path, bytes);
      visitor.file(path, (entry.getMode() & 0100) != 0, entry.getSize(), tar);
    }
    if (seen.isEmpty()) {
      throw Refusals.badWorkspace("The tarball holds no file. Pack the program's directory.");
    }
  }

  private static String relative(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.equals(".")) {
      return "";
    }
    return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
  }

  private static void refuse(String path, TarArchiveEntry entry) {
    SafePath.fault(path)
        .ifPresent(fault -> {
          throw Refusals.at(
              Refusals.UNSAFE_PATH,
              path,
              1,
              "the path " + fault + ". Leave it out of the tarball.");
        });
    if (!entry.isDirectory() && !isPlainFile(entry)) {
      throw Refusals.at(
          Refusals.UNSAFE_PATH,
          path,
          1,
          "is no regular file (links and devices are not taken). Replace it by a copy of its content.");
    }
  }

  /** By the flag itself: the library calls symbolic links files, too. */
  private static boolean isPlainFile(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    return (flag == TarConstants.LF_NORMAL || flag == TarConstants.LF_OLDNORM) && !entry.isSparse();
  }

  private static void refuse(Set<String> seen, String path, long bytes) {
    if (bytes > MOST_BYTES) {
      throw Refusals.badWorkspace(
          "The files have more than %d MiB in all. Leave out data that runs can do without."
              .formatted(MOST_BYTES >> 20));
    }
    if (!seen.add(path.toLowerCase(Locale.ROOT))) {
      throw Refusals.at(
          Refusals.UNSAFE_PATH, path, 1, "occurs twice (upper and lower case count as the same).");
    }
    if (seen.size() > MOST_FILES) {
      throw tooManyFiles();
    }
  }

  private static RuntimeException tooManyFiles() {
    return Refusals.badWorkspace(
        "The tarball holds more than %d files. Leave out what runs can do without."
            .formatted(MOST_FILES));
  }

  /** Stops a small file from becoming an endless one. */
  private static final class Limited extends FilterInputStream {
    private long left = MOST_TAR_BYTES;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long n) throws IOException {
      long count = super.skip(n);
      count(count);
      return count;
    }

    private void count(long bytes) {
      left -= bytes;
      if (left < 0) {
        throw Refusals.badWorkspace(
            "The tarball unpacks to more than %d MiB.".formatted(MOST_TAR_BYTES >> 20));
      }
    }
  }
}
