package dev.loopgate.experiments.metric;

import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks logged numbers and brings them into one form. */
public final class Metrics {
  /** Points of one call. */
  public static final int MOST = 1_000;

  private static final int LONGEST_VALUE = 64;
  private static final int LARGEST_EXPONENT = 100;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_./-]{1,100}");

  private Metrics() {}

  /** A checked point; its value is finite and there is only one zero. */
  public record Point(String key, BigDecimal value, long step) {}

  /** All points, or a 400 problem that names each bad one. */
  public static List<Point> require(List<@Nullable MetricPoint> points) {
    if (points.size() > MOST) {
      throw ProblemException.invalid(
          "", "%d points in one call; send at most %d.".formatted(points.size(), MOST));
    }
    List<Problem.Fault> faults = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      String fault = fault(points.get(i));
      if (fault != null) {
        faults.add(new Problem.Fault("/" + i, fault));
      }
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID, "%d metric points are refused.".formatted(faults.size()), faults);
    }
    return valid(points);
  }

  /** The points that can be kept; the rest is left out. */
  public static List<Point> valid(List<? extends @Nullable MetricPoint> points) {
    List<Point> valid = new ArrayList<>();
    for (MetricPoint point : points) {
      if (point != null && fault(point) == null) {
        valid.add(new Point(point.key(), number(point.value()), step(point)));
      }
    }
    return valid;
  }

  public static boolean isKey(@Nullable String key) {
    return key != null && KEY.matcher(key).matches();
  }

  private static @Nullable String fault(@Nullable MetricPoint point) {
    if (point == null || !isKey(point.key())) {
      return "A key has 1 to 100 of the characters A-Z a-z 0-9 _ . / -";
    }
    if (step(point) < 0) {
      return "A step is at least 0.";
    }
    return isNumber(point.value())
        ? null
        : "The value of %s is no finite decimal with at most %d characters and an exponent of at most %d."
            .formatted(point.key(), LONGEST_VALUE, LARGEST_EXPONENT);
  }

  private static boolean isNumber(@Nullable String value) {
    if (value == null || value.length() > LONGEST_VALUE) {
      return false;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT
          && Math.abs((long) number.scale()) <= LARGEST_EXPONENT;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static BigDecimal number(String value) {
    BigDecimal number = new BigDecimal(value);
    return number.signum() == 0 ? BigDecimal.ZERO : number;
  }

  private static long step(MetricPoint point) {
    Long step = point.step();
    return step == null ? 0 : step;
  }
}
