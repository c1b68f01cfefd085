package dev.loopgate.retrospect;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people and programs write it.
 *
 * @param hasComma whether a comma was read as the decimal point
 */
record Decimal(double value, boolean hasComma) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][-+]?\\d{1,3})?");

  /** Null when it is no finite number. */
  static @Nullable Decimal parse(String text) {
    if (text.length() > 64 || !NUMBER.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text.replace(',', '.'));
    return Double.isFinite(value) ? new Decimal(value, text.indexOf(',') >= 0) : null;
  }
}
