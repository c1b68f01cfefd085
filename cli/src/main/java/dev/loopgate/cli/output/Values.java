package dev.loopgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Single values of an answer, as people read them. */
public final class Values {
  private static final String ABSENT = "-";

  /** An end of an interval that the pairs do not tell. */
  private static final String UNKNOWN = "–";

  private Values() {}

  /** A field by name, or by JSON pointer when it starts with a slash; a dash when it is absent. */
  public static String text(JsonNode row, String field) {
    JsonNode value = at(row, field);
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
    return value.isMissingNode() || value.isNull() ? ABSENT : value.asText();
  }

  public static boolean has(JsonNode row, String field) {
    JsonNode value = at(row, field);
    return !value.isMissingNode() && !value.isNull();
  }

  private static JsonNode at(JsonNode row, String field) {
    return row.at(field.startsWith("/") ? field : "/" + field);
  }

  /** For example {@code 3 min ago}. */
  static String age(JsonNode row, String field, Clock clock) {
    if (!has(row, field)) {
      return ABSENT;
    }
    try {
      return age(Duration.between(Instant.parse(text(row, field)), clock.instant()));
    } catch (DateTimeException e) {
      return text(row, field);
    }
  }

  private static String age(Duration age) {
    if (age.toSeconds() < 60) {
      return Math.max(0, age.toSeconds()) + " s ago";
    }
    if (age.toMinutes() < 60) {
      return age.toMinutes() + " min ago";
    }
    return age.toHours() < 48 ? age.toHours() + " h ago" : age.toDays() + " d ago";
  }

  /** A difference with its sign, for example {@code +0.0213}. */
  public static String signed(JsonNode number) {
    return number.isNumber() ? String.format(Locale.ROOT, "%+.4f", number.asDouble()) : ABSENT;
  }

  /** Four significant digits of a decimal string, without exponents as long as they are short. */
  public static String rounded(JsonNode decimal) {
    if (decimal.isMissingNode() || decimal.isNull()) {
      return ABSENT;
    }
    try {
      return rounded(new BigDecimal(decimal.asText()));
    } catch (NumberFormatException e) {
      return decimal.asText();
    }
  }

  private static String rounded(BigDecimal value) {
    BigDecimal magnitude = value.abs();
    if (magnitude.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = Math.max(4, magnitude.precision() - magnitude.scale());
    BigDecimal rounded = value.round(new MathContext(digits));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * The effect with its interval, for example {@code +0.0210 [+0.0080, +0.0340]}. Few pairs bound
   * an effect on one side or none; what is unknown is a dash.
   */
  public static String effect(JsonNode verdict) {
    if (!has(verdict, "effect")) {
      return ABSENT;
    }
    return signed(verdict.path("effect")) + " " + interval(verdict);
  }

  private static String interval(JsonNode verdict) {
    if (!has(verdict, "low") && !has(verdict, "high")) {
      return UNKNOWN;
    }
    return "[%s, %s]".formatted(end(verdict, "low"), end(verdict, "high"));
  }

  private static String end(JsonNode verdict, String name) {
    return has(verdict, name) ? signed(verdict.path(name)) : UNKNOWN;
  }
}
