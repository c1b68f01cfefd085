package dev.loopgate.ideas.workspace;

import dev.loopgate.contracts.ideas.ProgramSpec.Paths;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.ProblemException;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;

/** What a program lets an idea change. */
public record ChangeRules(Globs editable, Globs sealed) {
  public static final int MOST_BYTES = 256 * 1024;
  public static final int MOST_LINES = 2_000;

  public static ChangeRules of(Paths paths) {
    return new ChangeRules(Globs.of(paths.editable()), Globs.of(paths.sealed()));
  }

  /** Refuses a path that is unsafe or not editable. */
  void checkPath(String path, int line) {
    Optional<String> fault = SafePath.fault(path);
    if (fault.isPresent()) {
      throw Refusals.at(
          Refusals.UNSAFE_PATH, path, line, "the path " + fault.get() + ". Rename the file.");
    }
    if (sealed.match(path) || !editable.match(path)) {
      throw Refusals.at(
          Refusals.NOT_EDITABLE,
          path,
          line,
          "%s. Ideas may change %s only."
              .formatted(
                  sealed.match(path) ? "the file is sealed" : "the file is not editable",
                  String.join(", ", editable.patterns())));
    }
  }

  /** Refuses anything but a file. */
  static void checkMode(String path, FileMode mode) {
    if (mode.equals(FileMode.SYMLINK)) {
      throw unsafe(path, "is a symbolic link (mode 120000). Send the file itself.");
    }
    if (mode.equals(FileMode.GITLINK)) {
      throw unsafe(path, "is a submodule (mode 160000). Send the files themselves.");
    }
    boolean isFile = mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    if (!isFile && !mode.equals(FileMode.MISSING)) {
      throw unsafe(path, "has mode %s; use 100644 or 100755.".formatted(mode));
    }
  }

  static void checkBytes(int bytes) {
    if (bytes > MOST_BYTES) {
      throw new ProblemException(
          Refusals.PATCH_TOO_LARGE,
          "The change has %d bytes; %d are allowed. Propose one smaller idea."
              .formatted(bytes, MOST_BYTES));
    }
  }

  static ProblemException tooManyLines(String path, int lines) {
    return Refusals.at(
        Refusals.PATCH_TOO_LARGE,
        path,
        1,
        "the change has %d changed lines up to here; %d are allowed. Propose one smaller idea."
            .formatted(lines, MOST_LINES));
  }

  static ProblemException binary(String path) {
    return Refusals.at(
        Refusals.BINARY,
        path,
        1,
        "is binary. Ideas change text; make the file in a stage instead.");
  }

  private static ProblemException unsafe(String path, String detail) {
    return Refusals.at(Refusals.UNSAFE_PATH, path, 1, detail);
  }
}
