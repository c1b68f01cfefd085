package dev.loopgate.worker.layout;

import dev.loopgate.worker.flag.Flags;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Paths from outside are relative, normal and without tricks, or they are refused. */
public final class SafePath {
  private static final int MAX_LENGTH = 1_000;

  private SafePath() {}

  /** Resolves {@code path} under {@code root}; whatever could lead elsewhere is refused. */
  public static Path resolve(Path root, String path) throws BadInputException {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    if (!isSafe(plain)) {
      throw new BadInputException("unsafe path " + Flags.printable(path));
    }
    try {
      return root.resolve(plain);
    } catch (InvalidPathException e) {
      throw new BadInputException("unsafe path " + Flags.printable(path));
    }
  }

  private static boolean isSafe(String path) {
    return !path.isEmpty()
        && path.length() <= MAX_LENGTH
        && path.indexOf('\\') < 0
        && path.chars().noneMatch(Character::isISOControl)
        && List.of(path.split("/", -1)).stream().noneMatch(SafePath::isTricky);
  }

  private static boolean isTricky(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }
}
