package dev.loopgate.worker.layout;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    rootBefore = new HashSet<>(names(directory.root()));
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
    for (String path : changes()) {
      if (!isDeclared(lease.produces(), path)) {
        raise(sealed, path, path);
      }
    }
    beside(sealed, directory.stage(), STAGE, "../");
    beside(sealed, directory.metrics().resolveSibling(""), LOGGED, "../io/");
    beside(sealed, directory.root(), rootBefore, "../../");
    strangers(sealed, isAttempt);
  }

  /** Files that were written later than now: somebody's clock goes wrong. */
  public void clock(Instant now) {
    Tree.newerThan(directory.stage(), FileTime.from(now.plus(CLOCK_TOLERANCE)))
        .forEach(file -> flags.raise(Flags.CLOCK_TRICK, file));
  }

  /** After a trusted stage: its own files must be what they were. */
  public void trusted() {
    Map<String, Tree.Entry> after = Tree.entries(directory.workspace());
    before.forEach((path, entry) -> {
      if (!entry.equals(after.get(path))) {
        flags.raise(Flags.EVALUATOR_CHANGED, path);
      }
    });
  }

  private Collection<String> changes() {
    Map<String, Tree.Entry> after = Tree.entries(directory.workspace());
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    paths.removeIf(path -> before.containsKey(path) && before.get(path).equals(after.get(path)));
    return paths;
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
    for (String name : names(folder)) {
      if (!expected.contains(name)) {
        raise(sealed, name, prefix + name);
      }
    }
  }

  /** Without a sandbox a stage can also reach the folder of all attempts. */
  private void strangers(Globs sealed, Predicate<String> isAttempt) {
    Path attempts = directory.root().resolveSibling("");
    for (Path file : files(attempts)) {
      String name = String.valueOf(file.getFileName());
      if (!isAttempt.test(name)) {
        raise(sealed, name, "../../../" + name);
        Tree.delete(file);
      }
    }
  }

  private static List<String> names(Path folder) {
    return files(folder).stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
