package dev.loopgate.wire.text;

import org.jspecify.annotations.Nullable;

/** Text that can be stored, and that shows as what it is. */
public final class Plain {
  /** As a regular expression: no control characters, no halves of characters, no overrides. */
  public static final String TEXT = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*";

  private Plain() {}

  /** Whether it has neither NUL nor half a surrogate pair: no database and no JSON holds these. */
  public static boolean isStorable(String text) {
    return text.codePoints().allMatch(Plain::isStorable);
  }

  /**
   * A text without what cannot be stored; empty for null.
   *
   * @param longest in characters; what comes after them is left out
   */
  public static String storable(@Nullable String text, int longest) {
    return text == null
        ? ""
        : text.codePoints()
            .filter(Plain::isStorable)
            .limit(longest)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isStorable(int character) {
    return character != 0 && Character.getType(character) != Character.SURROGATE;
  }
}
