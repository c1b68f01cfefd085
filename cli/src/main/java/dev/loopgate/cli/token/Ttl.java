package dev.loopgate.cli.token;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long a token lives, as people write it: {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}.
 */
final class Ttl implements ITypeConverter<Duration> {
  private static final Duration LONGEST = Duration.ofDays(30);

  @Override
  public Duration convert(String text) {
    if (!text.matches("[1-9][0-9]{0,6}[smhd]")) {
      throw new TypeConversionException(
          "'%s' is not a time such as 30m, 12h or 7d".formatted(text));
    }
    Duration ttl = duration(text);
    if (ttl.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("a token lives at most 30d");
    }
    return ttl;
  }

  private static Duration duration(String text) {
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
