package dev.loopgate.wire.path;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which paths can be laid out on any machine and read by any person without a surprise. */
public final class SafePath {
  private static final int LONGEST = 400;
  private static final int LONGEST_NAME = 200;

  private SafePath() {}

  /** What is wrong with a path of a workspace; empty when nothing is. */
  public static Optional<String> fault(String path) {
    if (path.isEmpty() || path.length() > LONGEST) {
      return Optional.of("must have 1 to %d characters".formatted(LONGEST));
    }
    Optional<String> character = characterFault(path);
    if (character.isPresent()) {
      return character;
    }
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return Optional.of("must be relative to the workspace");
    }
    return List.of(path.split("/", -1)).stream()
        .map(SafePath::nameFault)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The path with everything invisible or misleading written out. */
  public static String visible(String path) {
    StringBuilder text = new StringBuilder();
    path.codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (isInvisible(c)) {
            text.append("\\u{%X}".formatted(c));
          } else {
            text.appendCodePoint(c);
          }
        });
    return text.toString();
  }

  private static Optional<String> characterFault(String path) {
    if (path.indexOf('\\') >= 0) {
      return Optional.of("must use / and no backslash");
    }
    if (path.codePoints().anyMatch(SafePath::isInvisible)) {
      return Optional.of("holds a control, zero-width or direction-changing character");
    }
    return Optional.empty();
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> codePoint == 0xFFFD;
    };
  }

  private static Optional<String> nameFault(String name) {
    if (name.isEmpty()) {
      return Optional.of("has an empty name between slashes");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("must not contain . or ..");
    }
    if (name.length() > LONGEST_NAME) {
      return Optional.of("has a name of more than %d characters".formatted(LONGEST_NAME));
    }
    if (name.endsWith(" ") || name.endsWith(".")) {
      return Optional.of("has a name that ends with a space or a dot");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals(".git") || lower.startsWith("git~") || lower.startsWith(".git:")) {
      return Optional.of("must not touch .git");
    }
    return Optional.empty();
  }
}
