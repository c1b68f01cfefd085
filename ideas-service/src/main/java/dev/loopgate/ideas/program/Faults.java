package dev.loopgate.ideas.program;

import dev.loopgate.wire.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that one answer names everything. */
final class Faults {
  private static final BigDecimal LARGEST = new BigDecimal("1000000000000");
  private static final int MOST_DIGITS = 40;
  private static final int MOST_DECIMALS = 18;

  private final List<Problem.Fault> list = new ArrayList<>();

  List<Problem.Fault> list() {
    return list;
  }

  void add(String pointer, String detail) {
    list.add(new Problem.Fault(pointer, detail));
  }

  void unless(boolean good, String pointer, String detail) {
    if (!good) {
      add(pointer, detail);
    }
  }

  void text(@Nullable String text, String pattern, String pointer, String detail) {
    unless(text != null && text.matches(pattern), pointer, detail);
  }

  /** Whether a number is there and can be written down; faults it otherwise. */
  boolean number(@Nullable BigDecimal value, String pointer) {
    boolean good = value != null && isPlain(value);
    unless(
        good,
        pointer,
        "must be a number of at most %d decimals between −10^12 and 10^12"
            .formatted(MOST_DECIMALS));
    return good;
  }

  void atLeastZero(@Nullable BigDecimal value, String pointer) {
    if (number(value, pointer) && value != null) {
      unless(value.signum() >= 0, pointer, "must be 0 or more");
    }
  }

  static boolean isPlain(BigDecimal value) {
    return value.precision() <= MOST_DIGITS
        && value.scale() <= MOST_DECIMALS
        && value.scale() >= -MOST_DECIMALS
        && value.abs().compareTo(LARGEST) <= 0;
  }
}
