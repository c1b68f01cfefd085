package dev.loopgate.wire.metric;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for names and numbers of metrics. A line that one reader drops and another takes
 * decides an experiment, so the worker, the services and the program file ask here.
 */
public final class MetricRule {
  /** The longest name, in characters, as in MLflow. */
  public static final int LONGEST_NAME = 250;

  /** The most digits of a number. */
  public static final int MOST_DIGITS = 1_000;

  /** The largest exponent, both ways: beyond the range of doubles, and still cheap to be exact. */
  public static final int LARGEST_EXPONENT = 400;

  /** What a name is, for people who gave another. */
  public static final String NAME_HINT =
      "must be the name of a metric: letters, digits, spaces and _ - . / : @ %, at most 250; no empty, . or .. part between slashes";

  /** What a number is, for people who gave another. */
  public static final String NUMBER_HINT =
      "must be a finite number of at most 1000 digits with an exponent of at most 400";

  /** MLflow's characters, and those that its newer versions and its users' names have. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_\\-. /:@%]{1,250}");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,9})?");
  private static final Set<String> NO_PARTS = Set.of("", ".", "..");

  /** Digits, a sign, a point and an exponent, and some zeros that say nothing. */
  private static final int LONGEST_NUMBER = 1_100;

  private MetricRule() {}

  /** Whether a metric may be called so; a name that is a path stays within its folder. */
  public static boolean isName(@Nullable String name) {
    return name != null
        && NAME.matcher(name).matches()
        && !name.isBlank()
        && Arrays.stream(name.split("/", -1)).noneMatch(NO_PARTS::contains);
  }

  /**
   * The value of a metric: any finite double, or a decimal within the limits. There is only one
   * zero.
   *
   * @param text a decimal, for example {@code 0.902} or {@code 4.9E-324}
   * @return empty for NaN, for what is infinite, and for all else that is no such number
   */
  public static Optional<BigDecimal> number(@Nullable String text) {
    if (text == null || text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    if (number.signum() == 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    long exponent = (long) number.precision() - number.scale() - 1;
    boolean isWithin = number.precision() <= MOST_DIGITS && Math.abs(exponent) <= LARGEST_EXPONENT;
    return isWithin ? Optional.of(number) : Optional.empty();
  }
}
