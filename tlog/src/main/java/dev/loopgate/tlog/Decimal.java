package dev.loopgate.tlog;

/** Numbers as these formats write them: ASCII digits, no sign, no leading zeros. */
final class Decimal {
  private Decimal() {}

  static long parse(String text, String what) {
    if (!text.matches("0|[1-9][0-9]{0,18}")) {
      throw new TlogException(what + " is not a decimal number without leading zeros: " + text);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TlogException(what + " is too large: " + text, e);
    }
  }
}
