package dev.loopgate.retrospect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/**
 * Numbers with as many decimals as the noise lets them have.
 *
 * @param decimals 0 or more
 */
record Figures(int decimals) {
  private static final int MOST_DECIMALS = 12;

  /** Two significant digits of the smallest thing that matters. */
  static Figures fitFor(double smallest) {
    if (!(smallest > 0)) {
      return new Figures(6);
    }
    int magnitude = (int) Math.floor(Math.log10(smallest));
    return new Figures(Math.clamp(1 - magnitude, 0, MOST_DECIMALS));
  }

  /** A difference or a noise. */
  String of(double value) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** A difference with its sign. */
  String signed(double value) {
    String text = of(value);
    return text.startsWith("-") ? text : "+" + text;
  }

  /** A value as the log has it. */
  static String plain(double value) {
    BigDecimal rounded = new BigDecimal(Double.toString(value)).round(new MathContext(9));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A count that was averaged. */
  static String about(double count) {
    return count < 0.5 ? "none" : String.format(Locale.ROOT, "%.0f", count);
  }

  static String time(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 120) {
      return minutes + " minutes";
    }
    return minutes < 2_880
        ? String.format(Locale.ROOT, "%.1f hours", minutes / 60.0)
        : String.format(Locale.ROOT, "%.1f days", minutes / 1_440.0);
  }

  /** For example {@code 1 keep} or {@code 22 keeps}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
