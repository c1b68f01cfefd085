package dev.loopgate.cli.output;

/** Keeps what agents wrote from steering a person's terminal. */
final class Printable {
  private Printable() {}

  /** The text with every control character but line breaks and tabs made visible. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '\uFFFD'));
    return safe.toString();
  }

  private static boolean isSafe(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return !Character.isISOControl(c) && !isDirectionOverride(c);
  }

  /** Characters that make a line read differently from what it says. */
  private static boolean isDirectionOverride(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
