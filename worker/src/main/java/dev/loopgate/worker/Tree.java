package dev.loopgate.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder that code under test may have filled with anything; links are never followed. */
final class Tree {
  private static final long ENTRY_BYTES = 4_096;

  private Tree() {}

  /** What an entry is: kind, and for plain files the digest. */
  record Entry(Kind kind, @Nullable String digest) {}

  enum Kind {
    FILE,
    FOLDER,
    LINK,
    SPECIAL
  }

  /** Everything below {@code root} by relative path with forward slashes. */
  static Map<String, Entry> entries(Path root) {
    Map<String, Entry> entries = new HashMap<>();
    walk(
        root,
        (path, attributes) -> {
          String name = root.relativize(path).toString().replace('\\', '/');
          entries.put(name, entry(path, attributes));
        });
    return entries;
  }

  /** Bytes below {@code root}; an empty file counts too, so that a flood of them is seen. */
  static long size(Path root) {
    long[] bytes = {0};
    walk(root, (_, attributes) -> bytes[0] += Math.max(ENTRY_BYTES, attributes.size()));
    return bytes[0];
  }

  static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (attributes.isDirectory()) {
      return Kind.FOLDER;
    }
    return attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
  }

  /** Deletes a tree even where its owner took permissions away; false when something stayed. */
  static boolean delete(Path root) {
    for (int tries = 0; tries < 3 && Files.exists(root, LinkOption.NOFOLLOW_LINKS); tries++) {
      deleteOnce(root);
    }
    return !Files.exists(root, LinkOption.NOFOLLOW_LINKS);
  }

  private interface Visit {
    void see(Path path, BasicFileAttributes attributes);
  }

  private static void walk(Path root, Visit visit) {
    try {
      Files.walkFileTree(root, new SeeAll(root, visit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(Path path, BasicFileAttributes attributes) {
    Kind kind = kind(attributes);
    return new Entry(kind, kind == Kind.FILE ? digest(path) : null);
  }

  private static String digest(Path path) {
    try {
      return Digests.of(path);
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static void deleteOnce(Path root) {
    try {
      Files.walkFileTree(root, new DeleteAll());
    } catch (IOException e) {
      // The caller tries again and then reports what stayed.
    }
  }

  private static void openUp(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException | UnsupportedOperationException e) {
      // Then the listing fails next, and is reported as unreadable.
    }
  }

  private static final class SeeAll extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Visit visit;

    SeeAll(Path root, Visit visit) {
      this.root = root;
      this.visit = visit;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root)) {
        visit.see(folder, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      visit.see(file, attributes);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class DeleteAll extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      openUp(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        openUp(file);
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
