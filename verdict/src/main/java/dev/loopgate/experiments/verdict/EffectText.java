package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Effects as people read them: in the metric's own sign, with better or worse in words, and a dash
 * for what is not known. Everywhere else larger is better.
 */
public final class EffectText {
  /** What is not known. */
  public static final String UNKNOWN = "–";

  private static final MathContext SHOWN = new MathContext(4);
  private static final int LONGEST_PLAIN = 12;

  private EffectText() {}

  /**
   * How the metric itself moved, for example {@code log_loss fell by 0.012 (better)}.
   *
   * @param effect larger is better, in units of the metric; null when it is not known
   */
  public static String change(String metric, Direction direction, @Nullable Double effect) {
    if (effect == null) {
      return metric + " was never measured in both arms";
    }
    if (effect == 0) {
      return metric + " did not change";
    }
    double own = own(direction, effect);
    return "%s %s by %s (%s)"
        .formatted(
            metric,
            own > 0 ? "rose" : "fell",
            number(Math.abs(own)),
            effect > 0 ? "better" : "worse");
  }

  /**
   * An effect in the metric's own sign, {@code +0.012} or {@code −0.012}; a dash for null.
   *
   * @param effect larger is better, in units of the metric
   */
  public static String signed(Direction direction, @Nullable Double effect) {
    if (effect == null) {
      return UNKNOWN;
    }
    double own = own(direction, effect);
    return (own > 0 ? "+" : own < 0 ? "−" : "") + number(Math.abs(own));
  }

  /**
   * An interval in the metric's own sign, {@code [−0.02, –]}; a dash alone when neither end is
   * known.
   *
   * @param low where larger is better; null when it is not known
   * @param high where larger is better; null when it is not known
   */
  public static String interval(Direction direction, @Nullable Double low, @Nullable Double high) {
    if (low == null && high == null) {
      return UNKNOWN;
    }
    String lower = signed(direction, direction == Direction.MAXIMIZE ? low : high);
    String upper = signed(direction, direction == Direction.MAXIMIZE ? high : low);
    return "[%s, %s]".formatted(lower, upper);
  }

  private static double own(Direction direction, double effect) {
    return direction == Direction.MAXIMIZE ? effect : -effect;
  }

  private static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shown = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    String plain = shown.toPlainString();
    return plain.length() <= LONGEST_PLAIN ? plain : shown.toString();
  }
}
