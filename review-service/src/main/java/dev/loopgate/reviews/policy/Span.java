package dev.loopgate.reviews.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as policies write them: {@code 90s}, {@code 15m}, {@code 24h}, {@code 14d}. */
final class Span {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  private Span() {}

  /** Empty when the text is no span. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
