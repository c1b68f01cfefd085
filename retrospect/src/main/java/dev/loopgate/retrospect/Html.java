package dev.loopgate.retrospect;

/** Text of a log, which anybody may have written, made harmless in a page. */
final class Html {
  private Html() {}

  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '&' -> safe.append("&amp;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      default -> safe.appendCodePoint(isReadable(c) ? c : '\uFFFD');
    }
  }

  /** No control characters, and none that turns the direction of reading. */
  private static boolean isReadable(int c) {
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c == '\n' || c == '\t' || !(Character.isISOControl(c) || turns);
  }
}
