package dev.loopgate.worker.layout;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Compares what is there after a stage with what was laid out before, and raises a flag for each
 * write that nobody declared: in the workspace, and beside it.
 */
public final class Inspect {
  private static final Set<String> STAGE =
      Set.of(AttemptDirectory.WORKSPACE, AttemptDirectory.HOME, AttemptDirectory.IO);
  private static final Set<String> LOGGED =
      Set.of(AttemptDirectory.METRICS, AttemptDirectory.PARAMS);

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private final AttemptDirectory directory;
  private final Map<String, Tree.Entry> before;
  private final Set<String> rootBefore;
  private final Flags flags;

  /** Looks at what is laid out; everything that is there now is allowed to be there. */
  public Inspect(AttemptDirectory directory, Flags flags) {
    this.directory = directory;
    this.flags = flags;
    before = Tree.entries(directory.workspace());
    rootBefore = new HashSet<>();
    eachIn(directory.root(), file -> rootBefore.add(name(file)));
    rootBefore.add("log");
    rootBefore.add(String.valueOf(directory.status().getFileName()));
  }

  /**
   * After a candidate's stage.
   *
   * @param isAttempt whether a folder of that name beside this one is an attempt's
   */
  public void candidate(Lease lease, Predicate<String> isAttempt) {
    Globs sealed = Globs.of(lease.sealed());
    changes(path -> !isDeclared(lease.produces(), path), sealed);
    beside(sealed, directory.stage(), STAGE, "../");
    beside(sealed, directory.metrics().resolveSibling(""), LOGGED, "../io/");
    beside(sealed, directory.root(), rootBefore, "../../");
    strangers(sealed, isAttempt);
  }

  /** Files that were written later than now: somebody's clock goes wrong. */
  public void clock(Instant now) {
    FileTime latest = FileTime.from(now.plus(CLOCK_TOLERANCE));
    Path stage = directory.stage();
    Tree.each(
        stage,
        (file, attributes) -> {
          FileTime written = attributes.lastModifiedTime();
          if (attributes.isRegularFile() && written.compareTo(latest) > 0) {
            flags.raise(Flags.CLOCK_TRICK, stage.relativize(file) + " of " + written);
          }
        });
  }

  /** After a trusted stage: its own files must be what they were. */
  public void trusted() {
    FirstPaths changed = new FirstPaths();
    eachChange(path -> {
      if (before.containsKey(path)) {
        changed.add(path);
      }
    });
    changed.raise(flags, Flags.EVALUATOR_CHANGED);
  }

  private void changes(Predicate<String> isAccused, Globs sealed) {
    FirstPaths sealedOnes = new FirstPaths();
    FirstPaths others = new FirstPaths();
    eachChange(path -> {
      if (isAccused.test(path)) {
        (sealed.match(path) ? sealedOnes : others).add(path);
      }
    });
    sealedOnes.raise(flags, Flags.SEALED_PATH_WRITE);
    others.raise(flags, Flags.UNDECLARED_WRITE);
  }

  /** What is new, different or gone, in no order. */
  private void eachChange(Consumer<String> change) {
    Set<String> gone = new HashSet<>(before.keySet());
    Path workspace = directory.workspace();
    Tree.each(
        workspace,
        (path, attributes) -> {
          String name = Tree.name(workspace, path);
          Tree.Entry was = before.get(name);
          gone.remove(name);
          if (was == null || !was.equals(Tree.entry(path, attributes))) {
            change.accept(name);
          }
        });
    gone.forEach(change);
  }

  /** The first paths by name, whatever the order in which they come, and how many there are. */
  private static final class FirstPaths {
    private static final int MOST = 20;
    private final NavigableSet<String> first = new TreeSet<>();
    private long count;

    void add(String path) {
      count++;
      first.add(path);
      if (first.size() > MOST) {
        first.pollLast();
      }
    }

    void raise(Flags flags, String kind) {
      if (count > 0) {
        first.forEach(path -> flags.raise(kind, path));
        flags.more(kind, count - first.size());
      }
    }
  }

  private static boolean isDeclared(List<String> produces, String path) {
    return produces.stream()
        .map(declared ->
            declared.endsWith("/") ? declared.substring(0, declared.length() - 1) : declared)
        .anyMatch(declared ->
            path.equals(declared)
                || path.startsWith(declared + "/")
                || declared.startsWith(path + "/"));
  }

  private void raise(Globs sealed, String path, String evidence) {
    flags.raise(sealed.match(path) ? Flags.SEALED_PATH_WRITE : Flags.UNDECLARED_WRITE, evidence);
  }

  private void beside(Globs sealed, Path folder, Set<String> expected, String prefix) {
    eachIn(
        folder,
        file -> {
          String name = name(file);
          if (!expected.contains(name)) {
            raise(sealed, name, prefix + name);
          }
        });
  }

  /** Without a sandbox a stage can also reach the folder of all attempts. */
  private void strangers(Globs sealed, Predicate<String> isAttempt) {
    eachIn(
        directory.root().resolveSibling(""),
        file -> {
          String name = name(file);
          if (!isAttempt.test(name)) {
            raise(sealed, name, "../../../" + name);
            Tree.delete(file);
          }
        });
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Nothing of a folder that is not there, or that cannot be listed. */
  private static void eachIn(Path folder, Consumer<Path> each) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(each);
    } catch (IOException | DirectoryIteratorException e) {
      // Whoever may not even be listed is seen by its size.
    }
  }
}
