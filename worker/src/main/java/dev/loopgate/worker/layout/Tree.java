package dev.loopgate.worker.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that code under test may have filled with anything; links are never followed. Looking at
 * it takes no more memory however much there is, but for what the caller keeps, and ends early in a
 * thread that is interrupted.
 */
public final class Tree {
  private static final long ENTRY_BYTES = 4_096;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_PATH = 2_000;

  private Tree() {}

  /** What an entry is: kind, and for plain files the digest. */
  record Entry(Kind kind, @Nullable String digest) {}

  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    SPECIAL
  }

  /** Everything below {@code root}, which this program laid out, by its {@link #name}. */
  static Map<String, Entry> entries(Path root) {
    Map<String, Entry> entries = new HashMap<>();
    each(root, (path, attributes) -> entries.put(name(root, path), entry(path, attributes)));
    return entries;
  }

  /** Shows everything below {@code root}, in no order. */
  static void each(Path root, Visit visit) {
    walk(root, new SeeAll(root, visit));
  }

  /** The relative path with forward slashes. */
  static String name(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /** Bytes below {@code root}; an empty file counts too, so that a flood of them is seen. */
  public static Size size(Path root) {
    long[] bytes = {0};
    SeeAll all =
        new SeeAll(root, (_, attributes) -> bytes[0] += Math.max(ENTRY_BYTES, attributes.size()));
    walk(root, all);
    return new Size(bytes[0], all.hidden);
  }

  /**
   * How much there is below a folder.
   *
   * @param hidden when there are folders so deep, or so closed, that what is in them was not
   *     counted
   */
  public record Size(long bytes, boolean hidden) {}

  public static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (attributes.isDirectory()) {
      return Kind.FOLDER;
    }
    return attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
  }

  /** Deletes a tree even where its owner took permissions away; false when something stayed. */
  public static boolean delete(Path root) {
    int tries = 0;
    while (tries < 3 && Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      DeleteAll delete = new DeleteAll(root);
      deleteOnce(root, delete);
      tries = delete.cut ? 0 : tries + 1;
    }
    return !Files.exists(root, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a folder lies so deep that what is in it has to be looked at from nearer. */
  private static boolean tooDeep(Path root, Path folder) {
    return folder.getNameCount() - root.getNameCount() >= MAX_DEPTH
        || folder.toString().length() > MAX_PATH;
  }

  /** Called for each entry. */
  interface Visit {
    void see(Path path, BasicFileAttributes attributes);
  }

  private static void walk(Path root, SeeAll all) {
    try {
      Files.walkFileTree(root, Set.of(), MAX_DEPTH + 1, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Entry entry(Path path, BasicFileAttributes attributes) {
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

  private static void deleteOnce(Path root, DeleteAll delete) {
    try {
      Files.walkFileTree(root, delete);
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
    private boolean hidden;

    SeeAll(Path root, Visit visit) {
      this.root = root;
      this.visit = visit;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (Thread.currentThread().isInterrupted()) {
        return FileVisitResult.TERMINATE;
      }
      if (!folder.equals(root)) {
        visit.see(folder, attributes);
      }
      if (!tooDeep(root, folder)) {
        return FileVisitResult.CONTINUE;
      }
      hidden = true;
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      visit.see(file, attributes);
      return Thread.currentThread().isInterrupted()
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      hidden |= e instanceof AccessDeniedException;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class DeleteAll extends SimpleFileVisitor<Path> {
    private final Path root;
    private boolean cut;

    DeleteAll(Path root) {
      this.root = root;
    }

    /** What lies too deep is moved to the top, for the next round. */
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      openUp(folder);
      if (!tooDeep(root, folder)) {
        return FileVisitResult.CONTINUE;
      }
      Files.move(folder, root.resolve(Unguessable.name()));
      cut = true;
      return FileVisitResult.SKIP_SUBTREE;
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
