package dev.loopgate.experiments.metric;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value stands in the history of its metric: by stage, attempt, step, and as logged. */
public record MetricPosition(int stageIndex, int attempt, long step, int seq) {
  /** What a cursor looks like; a step may be any long, so it is in hexadecimal. */
  public static final String CURSOR = "start|\\d{1,9}-\\d{1,9}-[0-9a-f]{1,16}-\\d{1,9}";

  public static final String START = "start";

  private static final int HEX = 16;
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9})-(\\d{1,9})-([0-9a-f]{1,16})-(\\d{1,9})");
  private static final MetricPosition BEFORE_ALL = new MetricPosition(-1, 0, 0, 0);

  /** The position that a cursor names. */
  public static MetricPosition of(String cursor) {
    Matcher numbers = NUMBERS.matcher(cursor);
    return numbers.matches()
        ? new MetricPosition(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Long.parseUnsignedLong(numbers.group(3), HEX),
            Integer.parseInt(numbers.group(4)))
        : BEFORE_ALL;
  }

  public String cursor() {
    return "%d-%d-%x-%d".formatted(stageIndex, attempt, step, seq);
  }
}
