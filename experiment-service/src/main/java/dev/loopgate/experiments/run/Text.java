package dev.loopgate.experiments.run;

import org.jspecify.annotations.Nullable;

/** Brings texts from outside into a form that can be stored and shown. */
final class Text {
  private Text() {}

  /** Without NUL and broken surrogates, at most so many characters. */
  static String clean(@Nullable String text, int longest) {
    if (text == null) {
      return "";
    }
    String cut = text.substring(0, Math.min(text.length(), longest));
    return cut.codePoints()
        .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
